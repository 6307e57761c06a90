"""``handbook serve``: words to a running preview."""

import argparse
import errno
import sys

from handbook.finding import CLEAN, MISUSE
from handbook.project import SOURCE_LANGUAGE, Project

_PORT = 8000


def add_serve(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the options of the preview."""
    parser.add_argument("--language", action="append", metavar="LANG", help="only this language (may be repeated)")
    parser.add_argument("--translate", action="store_true", help="mark what is left to translate, with its .po line")
    parser.add_argument("--port", type=_port, default=_PORT, metavar="N", help=f"{_PORT} unless told; 0: any free one")
    parser.set_defaults(run=_serve)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"invalid port: {text!r}; --port is 0 to 65535")
    return int(text)


def _serve(project: Project, options: argparse.Namespace) -> int:
    from handbook.preview.preview import serve

    wanted = options.language or project.languages
    if unknown := sorted(set(wanted) - set(project.languages)):
        print(f"handbook: the project has no language {', '.join(unknown)}", file=sys.stderr)
        return MISUSE
    if options.translate and set(wanted) == {SOURCE_LANGUAGE}:
        print(f"handbook: nothing is translated into {SOURCE_LANGUAGE}; name another --language", file=sys.stderr)
        return MISUSE
    languages = [each for each in project.languages if each in wanted]
    try:
        serve(project, languages, options.port, is_marked=options.translate)
    except KeyboardInterrupt:
        print()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        message = f"handbook: port {options.port} cannot be had ({error.strerror}); name another one with --port"
        print(message, file=sys.stderr)
        return MISUSE
    return CLEAN
