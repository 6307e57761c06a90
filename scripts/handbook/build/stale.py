"""What is stale, why, and what is made again: today's inputs against those of the last build.

What is published may have been changed by somebody since: that is looked at as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.build.last_build import concerned_languages, edited_files, last_build
from handbook.build.plan import (
    GIT,
    HEAD,
    Reason,
    Record,
    differences,
    digests,
    inputs_now,
    places_of,
    read_record,
    record_path,
)
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project, Request
from handbook.publication.lock import Waiting, exclusive
from handbook.publication.swap import recover
from handbook.publication.verify import verify


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """Why what was asked for is stale, and what a build would make again.

    `pages` are the docnames that each edited file belongs to, by its path: other pages are made again only where they
    show what was edited. None where everything is made again. `languages` are those whose editions may be others.
    """

    reasons: Sequence[Reason]
    notices: Sequence[Finding]
    pages: Mapping[str, str] | None
    languages: frozenset[str]

    def again(self, reason: Reason) -> list[str] | str | None:
        """Return the docnames of what is made again for a reason, or ``"everything"``.

        None where only git says otherwise what is edited: pages may bear another day, and editions do.
        """
        if self.pages is None:
            return "everything"
        return [self.pages[reason.input]] if reason.input in self.pages else None


def standing(
    project: Project, request: Request, waiting: Waiting | None = None
) -> tuple[Record | None, list[Reason], list[Finding]]:
    """Return the record of the last build that was asked for so, why it is stale, and notices of what was cleared up.

    Nothing is stale where the list is empty: readers get what would be built.
    """
    with exclusive(project, waiting):
        notices = recover(project)
        record = read_record(record_path(project, request))
        return record, reasons(project, request, _inputs(project, record), record), notices


def outlook(project: Project, request: Request, waiting: Waiting | None = None) -> Outlook:
    """Return what a build that is asked for so would make, and why."""
    with exclusive(project, waiting):
        notices = recover(project)
        record = read_record(record_path(project, request))
        inputs = _inputs(project, record)
        stale = reasons(project, request, inputs, record)
        return Outlook(
            reasons=stale,
            notices=notices,
            pages=_edited(project, request, inputs, record, stale) if record else None,
            languages=concerned_languages(project, request, (reason.input for reason in stale)),
        )


def _inputs(project: Project, record: Record | None) -> Mapping[str, str]:
    return inputs_now(project, record) if record else {}


def _edited(
    project: Project, request: Request, inputs: Mapping[str, str], record: Record, stale: Iterable[Reason]
) -> dict[str, str] | None:
    """Return the files of which a build would make some pages alone, each with its page; None where it makes all."""
    if last_build(project, request, inputs) is None:
        return None
    files = edited_files(project, record.inputs, inputs) or {}
    return files if {reason.input for reason in stale} <= {*files, GIT, HEAD} else None


def reasons(project: Project, request: Request, inputs: Mapping[str, str], record: Record | None) -> list[Reason]:
    """Return why what is asked for has to be made again: none where readers get it already, as it was published."""
    if record is None:
        return [Reason(input="build/kept", message=phrase("no build of these languages and outputs is on record"))]
    stale = [_counted(reason, record, project) for reason in differences(record.inputs, inputs)]
    for name, place in places_of(project, request).items():
        current = place.current()
        shown_place = f"build/{name}"
        if current is None or current.name != record.releases.get(name):
            stale.append(Reason(input=shown_place, message=phrase("another release stands here, or none")))
        elif verify(current.folder, project.root):
            stale.append(Reason(input=shown_place, message=phrase("no longer as it was published")))
    return stale


def _counted(reason: Reason, record: Record, project: Project) -> Reason:
    """Return a reason that lies in a catalogue with the number of messages that are others."""
    from handbook.catalogs.reader import read_catalogue

    before = record.messages.get(reason.input)
    path = project.root / reason.input
    if before is None or not path.is_file():
        return reason
    try:
        now = digests(read_catalogue(path, project.root).values())
    except HandbookError:  # the build says what is wrong with it
        return reason
    count = sum(before.get(message) != now.get(message) for message in before.keys() | now.keys())
    return replace(reason, message=_messages(count)) if count else reason


def _messages(count: int) -> Phrase:
    return phrase("messages that are not as they were: {count}", count=count)
