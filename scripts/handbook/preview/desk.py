"""What a translator has left to do on a page: its messages that are not shown in its language."""

from collections.abc import Iterable, Mapping

from sphinx.application import Sphinx

from handbook.ext.messages import wanted_messages
from handbook.finding import Finding, excerpt, shown
from handbook.preview.exchange import DONE, FUZZY, MISSING, REFUSED, Catalogue, Passage, Report
from handbook.project import Edition


def report_on(
    app: Sphinx, docname: str, edition: Edition, catalogues: Mapping[str, Catalogue], findings: tuple[Finding, ...]
) -> Report:
    """Return the report on a page that was written."""
    wanted = dict.fromkeys(msgid for msgid, _ in wanted_messages(app.env).get(docname, ()))
    passages = [] if edition.is_source else _passages(docname, wanted, edition, catalogues)
    return Report(
        language=edition.language,
        findings=findings,
        docname=docname,
        left=tuple(each for each in passages if each.state != DONE),
        messages=len(passages),
    )


def passage_of(msgid: str, docname: str, edition: Edition, catalogue: Catalogue | None) -> Passage:
    """Return where a message of a page is translated, and what readers get of it."""
    message = catalogue.messages.get(msgid) if catalogue else None
    path = shown(edition.project.catalogue(edition.language, docname), edition.project.root)
    if message is None or not message.msgstr.strip():
        state = MISSING
    elif message.is_fuzzy:
        state = FUZZY
    else:
        state = REFUSED if catalogue and msgid in catalogue.refused else DONE
    return Passage(place=f"{path}:{message.line if message else 1}", state=state, text=excerpt(msgid, 90))


def _passages(
    docname: str, wanted: Iterable[str], edition: Edition, catalogues: Mapping[str, Catalogue]
) -> list[Passage]:
    return [passage_of(msgid, docname, edition, catalogues.get(docname)) for msgid in wanted]
