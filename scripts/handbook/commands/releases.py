"""``handbook verify`` and ``handbook rollback``, and the options that commands have in common which publish."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.commands.arguments import Say
from handbook.findings.finding import CLEAN, FINDINGS, FORMATS, Finding, HandbookError, report, under
from handbook.findings.phrase import Phrase, Translate, listed, phrase, spoken
from handbook.project.project import Project

if TYPE_CHECKING:
    from handbook.publication.release import ReleasePlace


def add_verify(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``verify``, which needs no project."""
    parser.add_argument("folder", metavar=say(phrase("FOLDER")), type=Path, help=say(phrase("a published folder")))
    signers = phrase("who may have signed it: a file of allowed signers, as ssh-keygen describes it")
    parser.add_argument("--signers", metavar=say(phrase("FILE")), type=Path, help=say(signers))
    parser.add_argument("--report", choices=FORMATS, default="text", help=say(phrase("how findings are printed")))
    parser.set_defaults(run_anywhere=_verify)


def _verify(options: argparse.Namespace, translate: Translate) -> int:
    from handbook.publication.manifest import SIGNATURE, read_manifest
    from handbook.publication.release import reading
    from handbook.publication.verify import verify

    here = Path.cwd()
    with reading(options.folder) as published:
        folder = published or options.folder
        findings = under(options.folder, folder, verify(folder, here, options.signers), here)
        if findings or options.report != "text":
            print(report(findings, options.report, translate))
            return FINDINGS if findings else CLEAN
        manifest = read_manifest(folder, here)
        is_signed = (folder / SIGNATURE).exists()
    if options.signers:
        trust = phrase("signed by one of {file}", file=options.signers)
    elif is_signed:
        trust = phrase("signed, but --signers was not given, so nobody knows by whom")
    else:
        trust = phrase("not signed")
    message = phrase(
        "{folder}: as its manifest says; files: {count}, commit: {commit}, {trust}",
        folder=options.folder,
        count=len(manifest.files),
        commit=manifest.data.get("commit") or "–",
        trust=trust,
    )
    print(spoken(message, translate))
    return CLEAN


def add_rollback(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``rollback``."""
    which = phrase("its name or number; the one before the last change unless it is given")
    parser.add_argument("release", nargs="?", metavar=say(phrase("RELEASE")), help=say(which))
    listing = phrase("only list the releases that are kept, the newest last")
    parser.add_argument("--list", action="store_true", dest="is_list", help=say(listing))
    printed = phrase("of the print edition, not of the site")
    parser.add_argument("--print", action="store_true", dest="is_print", help=say(printed))
    add_signing(parser, say)
    add_patience(parser, say)
    parser.set_defaults(run=_rollback)


def add_signing(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the option of a command that publishes."""
    sign = phrase("sign the manifest with this key of OpenSSH; of one that an agent holds, name the public half")
    parser.add_argument("--sign", metavar=say(phrase("FILE")), type=Path, help=say(sign))


def add_patience(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the option of a command that needs the build folder to itself."""
    no_wait = phrase("do not wait for another program that is at work in build/")
    parser.add_argument("--no-wait", action="store_true", help=say(no_wait))


def patience(options: argparse.Namespace, translate: Translate) -> Callable[[Phrase], object] | None:
    """Return a function that prints which program a command waits for; None where it is not to wait."""
    if options.no_wait:
        return None

    def tell(who: Phrase) -> None:
        waiting = phrase("{who}; this waits for it, and Ctrl-C ends that", who=who)
        print(spoken(waiting, translate), file=sys.stderr, flush=True)

    return tell


def tell_notices(notices: Iterable[Finding], translate: Translate) -> None:
    """Print notices: findings that stop nothing."""
    for notice in notices:
        print(spoken(phrase("note: {notice}", notice=report([notice], "text", translate)), translate), file=sys.stderr)


def _rollback(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.publication.lock import exclusive
    from handbook.publication.release import print_place, site_place
    from handbook.publication.rollback import roll_back
    from handbook.publication.swap import recover

    place = print_place(project) if options.is_print else site_place(project)
    if options.is_list:
        for line in _listing(place):
            print(spoken(line, translate))
        return CLEAN
    with exclusive(project, patience(options, translate)):
        notices = recover(project)
        done = roll_back(place, options.release, project.keep_releases, project.build, options.sign)
    tell_notices([*notices, *done.notices], translate)
    message = phrase(
        "Published again what was release {wanted}, as release {now}; before, it was {before}",
        wanted=done.wanted.name,
        now=done.now.name if done.now else "–",
        before=done.before.name if done.before else "–",
    )
    print(spoken(message, translate))
    return CLEAN


def _listing(place: "ReleasePlace") -> Iterator[Phrase]:
    """Yield a line on each release, the newest last: its name, and the day and the commit of what it holds."""
    from handbook.publication.manifest import read_manifest

    current = place.current()
    for release in place.releases():
        try:
            manifest = read_manifest(release.folder, place.root)
        except HandbookError as error:
            yield listed((f"  {release.name}", error.findings[0].message), "  ")
            continue
        mark = "*" if release == current else " "
        made = manifest.data.get("date") or "–", manifest.data.get("commit") or "–"
        yield listed((f"{mark} {release.name}", *made), "  ")
