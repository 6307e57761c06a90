"""What looks like an attack and is none is accepted: translators are not to be told of wolves that are not there."""

import pytest
from hostile_tree import GOOD, HERE, PAGE_PO, with_entry

from handbook.catalogs.checking import review
from handbook.catalogs.message_structure import page_references
from handbook.catalogs.parity import differences
from handbook.catalogs.reader import read_catalogue
from handbook.project.project import load_project

PAGE = page_references((HERE / "page.md").read_text(encoding="utf-8"))

# name -> (msgid, msgstr)
TWINS = {
    "thousands": ("1,200 members", "1 200 membres"),
    "thousands-no-break": ("1,200 members", "1\u00a0200 membres"),
    "thousands-narrow": ("1,200,000 members", "1\u202f200\u202f000 membres"),
    "amount": ("It cost $40.00.", "Coût : 40,00 $."),
    "amount-no-break": ("It cost $40.50.", "Coût\u00a0: 40,50\u00a0$."),
    "two-amounts": ("From $40 to $50", "De 40 $ à 50 $"),
    "percent": ("99.9% of them", "99,9 % d’entre eux"),
    "date": ("April 1, 2024", "le 1er avril 2024"),
    "years-in-another-order": ("from 1974 to 1985", "jusqu’en 1985, dès 1974"),
    "decade": ("the 1960s", "les années 1960"),
    "number-in-brackets": ("Members (1,200)", "Membres (1 200)"),
    "guillemets": ('They say "yes" to it', "On y dit « oui »"),
    "guillemets-no-break": ("They say “yes” to it", "On y dit «\u00a0oui\u00a0»"),
    "apostrophes": ("It's a member's", "C'est celle d’un membre"),
    "ligatures": ("Sister work", "L’œuvre sœur"),
    "capitals-with-accents": ("STATES", "ÉTATS"),
    "decomposed-accents": ("States", "E\u0301tats"),
    "soft-hyphen": ("Co-operative", "coopé\u00adrative"),
    "dashes": ("Here - and there", "Ici – et là — enfin"),
    "ellipsis": ("And so on...", "Et ainsi de suite…"),
    "links-in-another-order": ("[a](x.md) and [b](y.md)", "[b](y.md), puis [a](x.md)"),
    "link-with-a-bracket": ("[a](x.md)", r"[le \[a\]](x.md)"),
    "link-without-words-in-both": ("See [](compare.md)", "Voir [](compare.md)"),
    "reference-with-other-words": ("[the directory][directory]", "[l’annuaire][directory]"),
    "autolink": ("<https://example.org/a>", "<https://example.org/a>"),
    "address-in-both": ("Ask at www.example.org.", "Voyez www.example.org !"),
    "mail-in-both": ("Write to a@example.org", "Écrire à a@example.org"),
    "abbreviation-that-looks-like-a-domain": ("e.g. a member", "p.ex. un membre, c.-à-d. vous"),
    "sentence-without-a-space": ("And so.It ends", "Ainsi.Fin"),
    "title-translated": ('[a](x.md "A title")', '[a](x.md "Un titre")'),
    "picture-with-other-words": ("![a leaf](leaf.png)", "![une feuille](leaf.png)"),
    "footnote": ("A note[^note].", "Une note[^note]."),
    "code-elsewhere": ("Run `po` now", "Maintenant, lancez `po`"),
    "code-with-more-ticks": ("Run `po` now", "Lancez ``po``"),
    "roles-in-another-order": ("{name}`did` of {name}`cdf`", "{name}`cdf` et {name}`did`"),
    "term-with-other-words": ("{term}`member`", "{term}`membre <member>`"),
    "abbreviation-translated": ("{abbr}`UN (United Nations)`", "{abbr}`ONU (Nations unies)`"),
    "emphasis-dropped": ("It is *very* fair", "C’est très juste"),
    "star-escaped": (r"4 \* 4", r"4 \* 4"),
    "star-that-would-be-a-list": ("Fair to all", r"\* Juste envers tous"),
    "number-that-would-be-a-list": ("It was 1974.", r"1974\. Voilà."),
    "dash-escaped": ("Fair to all", r"\- juste"),
    "percent-escaped": ("Fair to all", r"\% juste"),
    "sharp-inside": ("Our #1 aim", "But #1"),
    "underscores": ("a_b_c", "a_b_c"),
    "less-than": ("1 < 2", "1 < 2"),
    "ampersand": ("Co-op & friends", "Coop et amis"),
    "entity-of-a-letter": ("Elsewhere", "Ailleurs&nbsp;!"),
    "list-in-a-heading": ("1. Getting started", "1. Démarrer"),
    "dash-in-a-heading": ("- Getting started", "- Démarrer"),
    "quote-in-a-heading": ("> 40 members", "> 40 membres"),
    "sharp-in-a-cell": ("# of members", "# de membres"),
    "braces-in-both": ("Write {x} here", "Écrire {x} ici"),
    "dollars": ("$1 and $2", "1 $ et 2 $"),
    "emoji-in-both": ("A farmer \U0001f469\u200d\U0001f33e", "Une fermière \U0001f469\u200d\U0001f33e"),
    "another-script-in-both": ("Mondragón, Ελλάδα", "Mondragón, Ελλάδα"),
    "superscript": ("April 1", "1ᵉʳ avril"),
    "short-for-long": ("United Nations Organization", "ONU"),
    "long-for-short": ("Housing", "Le logement, sous toutes ses formes et pour tout le monde"),
    "the-same": ("Sources", "Sources"),
    "newline-at-the-end": ("Sources", "Sources\n"),
}


@pytest.mark.parametrize(("msgid", "msgstr"), TWINS.values(), ids=TWINS.keys())
def test_a_harmless_twin_is_accepted(msgid, msgstr):
    """Nothing is said of it."""
    assert list(differences(msgid, msgstr, PAGE)) == []


FAIR = b'msgid "Fair to all"\nmsgstr "Juste envers tout le monde"\n'

# Whole files that look odd and are sound.
FILES = {
    "as-it-is": GOOD,
    "windows-line-ends": GOOD.replace(b"\n", b"\r\n"),
    "both-line-ends": GOOD.replace(b"\n", b"\r\n", 9),
    "no-line-end-at-the-end": GOOD.rstrip(b"\n"),
    "tabs-and-spaces": GOOD.replace(b"\nmsgstr ", b"  \n\tmsgstr\t"),
    "many-blank-lines": GOOD.replace(b"\n\n", b"\n \n\t\n\n"),
    "charset-in-capitals": GOOD.replace(b"charset=utf-8", b"charset=UTF-8"),
    "language-of-a-country": GOOD.replace(b"Language: fr", b"Language: fr_CA"),
    "no-language": GOOD.replace(b'"Language: fr\\n"\n', b""),
    "header-of-an-editor": GOOD.replace(b'"MIME', b'"X-Generator: Poedit 3.4\\n"\n"Last-Translator: <z@a>\\n"\n"MIME'),
    "comments": b"# Bonjour \"\n#, c-format\n#: a.md:3\n#. {fact}`x`\n#| msgid \"before\"\n" + GOOD,
    "conflict-in-a-comment": GOOD + b"\n# <<<<<<< HEAD\n",
    "obsolete": GOOD + b'\n#~ msgid "Fair"\n#~ msgstr "Foire"\n',
    "obsolete-divided": GOOD + b'\n#~| msgid "x"\n#~ msgid ""\n#~ "Fair"\n#~ msgstr ""\n#~ "Juste"\n',
    "divided": GOOD.replace(FAIR, b'msgid ""\n"Fair "\n"to all"\nmsgstr ""\n"Juste "\n"envers tous"\n'),
    "empty-pieces": GOOD.replace(FAIR, b'msgid "Fair to all"\nmsgstr ""\n""\n"Juste envers tous"\n""\n'),
    "escapes": with_entry(b'msgid "Fair to all"\nmsgstr "Juste \\"envers\\" tous \\\\* \\t."\n')[0],
    "equals-signs-in-text": with_entry(b'msgid "Fair to all"\nmsgstr "\\\\=\\\\=\\\\=\\\\=\\\\=\\\\=\\\\= juste"\n')[0],
    "ten-thousand-characters": with_entry(b'msgid "' + b"word " * 1999 + b'"\nmsgstr "' + b"mots " * 1999 + b'"\n')[0],
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_is_accepted(guarded, name):
    """It is read, and its messages are found to be translations."""
    (guarded / PAGE_PO).write_bytes(FILES[name])
    messages = read_catalogue(guarded / PAGE_PO, guarded)
    assert "Fair to all" in messages
    assert list(review({"page": messages}, load_project(guarded), "fr")) == []
