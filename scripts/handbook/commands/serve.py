"""``handbook serve``: reads its options, and runs the preview."""

import argparse
import errno
import sys
from functools import partial

from handbook.commands.arguments import Say
from handbook.findings.finding import CLEAN, MISUSE
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.machine.disk import reason_of
from handbook.project.project import Project

_PORT = 8000


def add_serve(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the options of the preview."""
    only, language = say(phrase("only this language (may be repeated)")), say(phrase("LANG"))
    parser.add_argument("--language", action="append", metavar=language, help=only)
    mark = say(phrase("mark what is left to translate, with its .po line"))
    parser.add_argument("--translate", action="store_true", help=mark)
    free = say(phrase("{port} unless it is given; 0: any free one", port=_PORT))
    parser.add_argument("--port", type=partial(_port, say=say), default=_PORT, metavar="N", help=free)
    parser.set_defaults(run=_serve, is_for_translators=True)


def _port(text: str, say: Say) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(say(phrase("invalid port: “{text}”; --port is 0 to 65535", text=text)))
    return int(text)


def _serve(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.preview.preview import serve

    wanted = options.language or project.languages
    if unknown := sorted(set(wanted) - set(project.languages)):
        message = phrase("handbook: the project has no language {languages}", languages=", ".join(unknown))
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    if options.translate and set(wanted) == {project.source_language}:
        message = phrase(
            "handbook: nothing is translated into {language}; name another --language", language=project.source_language
        )
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    languages = [language for language in project.languages if language in wanted]
    try:
        serve(project, languages, options.port, is_marked=options.translate, translate=translate)
    except KeyboardInterrupt:
        print()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        message = phrase(
            "handbook: port {port} cannot be had ({reason}); name another one with --port",
            port=options.port,
            reason=reason_of(error),
        )
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    return CLEAN
