"""The second part of a walk: five strings are translated in Weblate, and come home to the sources."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desk import Desk, Stumble, wait_for
from sources import Clone

from handbook.catalogs.entries import Entry

TRANSLATED = 20  # Weblate's number for a string that is finished
REVISED = " (texte revu)"
AGAIN = "Once more: "
ROLE = re.compile(r"\{fact\}`[^`]*`")


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """A string as a translator saves it: in which component, of which page, and what for."""

    kind: str
    page: str
    source: str
    target: str

    @property
    def component(self) -> str:
        return f"handbook/{slug(self.page)}"


def slug(page: str) -> str:
    """Return the slug that Weblate gives to the component of a page, whose name has ASCII letters only."""
    return f"page-{page.replace('/', '').lower()}"


def choose(editor: Clone, page: str, kind: str, suits: Callable[[Entry], object], taken: set[str]) -> Edit:
    """Return an edit of the first finished entry of a page that suits and that nothing else has edited."""
    for entry in editor.entries(page).values():
        if entry.is_done and entry.msgid not in taken and suits(entry):
            taken.add(entry.msgid)
            return Edit(kind=kind, page=page, source=entry.msgid, target=f"{entry.msgstr}{REVISED}")
    raise Stumble(f"{page} has no {kind} string to edit")


def five_edits(editor: Clone, fuzzy: Edit, page: str) -> list[Edit]:
    """Return what is edited: a plain string, one with a role, one with a link, the fuzzy one, and a wrong number."""
    taken = {fuzzy.source}
    plain = choose(editor, fuzzy.page, "plain", lambda entry: re.fullmatch(r"[\w ,.’-]{40,}", entry.msgid), taken)
    role = choose(editor, page, "role", lambda entry: ROLE.search(entry.msgid), taken)
    link = choose(editor, page, "link", lambda entry: "](" in entry.msgid, taken)
    number = choose(editor, page, "number", lambda entry: wrong(entry.msgstr) and has_number(entry.msgid), taken)
    entry = editor.entries(page)[number.source]
    mistake = Edit(kind="wrong number", page=page, source=number.source, target=wrong(entry.msgstr) or "")
    return [plain, role, link, fuzzy, mistake]


def has_number(text: str) -> object:
    """Whether a year stands in a text, outside of roles and links."""
    return re.search(r"\b(?:19|20)\d\d\b", re.sub(r"`[^`]*`|\]\([^)]*\)", "", text))


def wrong(translation: str) -> str | None:
    """Return a translation with two digits of a year in the wrong order, if there is a year to get wrong."""
    mistaken = re.sub(r"\b(19|20)(\d)(?!\2)(\d)\b", r"\1\3\2", translation, count=1)
    return mistaken if mistaken != translation and has_number(translation) else None


def save(desk: Desk, edit: Edit) -> None:
    """Save a string as finished, as *Save* in the editor does."""
    unit = desk.units(edit.component, "fr_CA").get(edit.source)
    if unit is None:
        raise Stumble(f"{edit.component} does not show {edit.source!r}")
    desk.ask(f"units/{unit['id']}/", {"target": [edit.target], "state": TRANSLATED}, "PATCH")


def pushed(editor: Clone, desk: Desk, component: str) -> str:
    """Wait until the branch `weblate` has all that Weblate has, and return its commit."""
    address = desk.ask(f"components/{component}/")["git_export"]

    def look() -> str | None:
        if desk.ask(f"components/{component}/repository/")["needs_commit"]:
            return None
        here = editor.git("ls-remote", address, "refs/heads/main").split()
        there = editor.git("ls-remote", "origin", "refs/heads/weblate").split()
        return there[0] if there and here[0] == there[0] else None

    return wait_for(look, "all that Weblate has on the branch weblate")


def rewrite(editor: Clone, page: str) -> Edit:
    """Change the English of one paragraph of a page as an editor does, and return what its translator has to save."""
    path = editor.root / "source" / f"{page}.md"
    text = path.read_text(encoding="utf-8")
    for entry in editor.entries(page).values():
        first = entry.msgid[:40]
        if entry.is_done and len(entry.msgid) > 80 and "paragraph" in entry.extracted[0] and f"\n{first}" in text:
            path.write_text(text.replace(f"\n{first}", f"\n{AGAIN}{first}", 1), encoding="utf-8")
            target = f"Encore une fois : {entry.msgstr[0].lower()}{entry.msgstr[1:]}"
            return Edit(kind="fuzzy", page=page, source=f"{AGAIN}{entry.msgid}", target=target)
    raise Stumble(f"source/{page}.md has no paragraph to change")
