"""Whole handbooks that nobody would write: pages, facts, settings, catalogues and files, changed at random.

Each is made of a number, and is another for each number.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from page_grammar import Writer
from small_handbook import LEAF, PO_HEADER, SMALL, write_small_handbook

BYTES = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\r",
    b"\x1b[31m",
    b"\x85",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
)
MARKDOWN = (
    *("# ", "## x\n", "- ", "> ", "```", ":::", "---\n", "{fact}`", "{name}`maple`", "{term}`", "[a](", "](x)", "[^1]"),
    *("![", "](leaf.png)", "| a | b |\n", "(x)=\n", "% ", "+++\n", "<b>", "&#0;", "\\", "`", "**", "_", "{", "}", "\t"),
    *(
        "```{include} maple.md\n```\n",
        "```{toctree}\nindex\n```\n",
        "```{key-facts} maple\n```\n",
        "```{sources}\n```\n",
    ),
    *(
        "```{region-map} maple\n```\n",
        "```{timeline}\n```\n",
        "```{glossary}\na\n: b\n```\n",
        "```{compare-agencies}\n```\n",
    ),
)
VALUES = (
    *("", "[]", "{}", '""', "'''", "0", "-1", "1e999", "nan", "inf", "-0.0", "true", "1979-05-27", "07:32:00"),
    *("1979-05-27T07:32:00Z", "[[]]", "[1, 'a', {}]", "{a = {b = {}}}", "99999999999999999999", "0xff", "1_000"),
    *(
        '"\\u0000"',
        '"\\u202e"',
        '"\\n"',
        '" "',
        '"../../x"',
        '"/etc/passwd"',
        '"javascript:x"',
        '"{value}"',
        '"{nope}"',
    ),
    *('"{"', '"é"', '"e\\u0301"', '["en"]', '["en", "en"]', '["fr", "en"]', '["xx"]', '["en", "../x"]', '{en = "a"}'),
    *('{en = "a", fr = 1}', '{fr = "a"}', '["002", "999"]', '"%s"', '"\U0001f600"', '"' + "x" * 3000 + '"'),
)
KEYS = (
    "fact",
    "sources",
    "regions",
    "value",
    "text.en",
    "evidence",
    "id",
    "page",
    "name",
    "x",
    '""',
    '"a.b"',
    "a.b.c",
    "é",
    "tool",
)
PO = (
    *(
        'msgid "',
        'msgstr "',
        '"\n',
        "\\",
        "#~ ",
        "#, fuzzy\n",
        "#| msgid ",
        "msgctxt ",
        "msgid_plural ",
        "msgstr[0] ",
        "\\n",
    ),
    *(
        "{fact}`x`",
        "{name}",
        "`",
        "**",
        "[a](javascript:x)",
        "1974",
        "«",
        "\u00a0",
        "<<<<<<< HEAD\n",
        'msgid ""\nmsgstr ""\n',
    ),
)
NAMES = (
    "x",
    "index",
    "Index",
    "a b",
    "é",
    "e\u0301",
    "con",
    "..",
    ".x",
    "x.y",
    "x\n",
    "x'",
    "-x",
    "genindex",
    "search",
    "a" * 120,
)
FACTS = "source/facts/maple.toml"


@dataclass(kw_only=True)
class Project:
    """A handbook below `root`, which is the small one until `change` has been at it."""

    root: Path
    number: int
    changed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.number)
        shutil.rmtree(self.root, ignore_errors=True)
        write_small_handbook(self.root)

    def change(self) -> None:
        """Do to the handbook what nobody should, one to five times."""
        ways = (
            self._write_page,
            self._damage,
            self._damage,
            self._set_value,
            self._set_value,
            self._insert,
            self._insert,
        )
        for _ in range(self.random.randint(1, 5)):
            self.random.choice((*ways, self._add, self._misplace))()

    def _pick(self, suffix: str = "") -> Path:
        files = sorted(path for path in SMALL.rglob(f"*{suffix}") if path.is_file())
        path = self.root / self.random.choice(files).relative_to(SMALL)
        self.changed.append(path.relative_to(self.root).as_posix())
        return path

    def _write_page(self) -> None:
        self._put(self._pick(".md"), Writer(self.number).page().encode("utf-8", "surrogatepass"))

    def _damage(self) -> None:
        """Cut, repeat, swap or overwrite some bytes of a file."""
        path = self._pick()
        data, random = self._data(path), self.random
        start, end = sorted(random.randint(0, len(data)) for _ in range(2))
        match random.randrange(5):
            case 0:
                data = data[:start] + data[min(end, start + 40) :]
            case 1:
                data = data[:start] + data[start : start + 60] * random.choice((2, 3, 50)) + data[start:]
            case 2:
                data = data[:start] + random.choice(BYTES) + data[start:]
            case 3:
                data = data[:start]
            case _:
                lines = data.split(b"\n")
                random.shuffle(lines)
                data = b"\n".join(lines)
        self._put(path, data)

    def _set_value(self) -> None:
        """Give a key of a TOML file another value, or a value another key."""
        path = self._pick(".toml")
        lines = self._data(path).decode("utf-8", "replace").split("\n")
        places = [number for number, line in enumerate(lines) if "=" in line or line.startswith("[")]
        if places:
            place = self.random.choice(places)
            key, _, value = lines[place].partition("=")
            made = (
                f"{key}= {self.random.choice(VALUES)}",
                f"{self.random.choice(KEYS)} ={value}",
                f"[{self.random.choice(KEYS)}]",
            )
            lines[place] = self.random.choice((made[0], *made))
        self._put(path, "\n".join(lines).encode("utf-8", "surrogatepass"))

    def _insert(self) -> None:
        """Put something that means something where it means something else."""
        path = self._pick(self.random.choice((".md", ".po", ".po")))
        data = self._data(path)
        for _ in range(self.random.randint(1, 4)):
            piece = self.random.choice(MARKDOWN if path.suffix == ".md" else PO).encode()
            place = self.random.choice([0, len(data), *(n + 1 for n, each in enumerate(data) if each in b'\n" ')])
            data = data[:place] + piece * self.random.choice((1, 1, 1, 2, 100)) + data[place:]
        self._put(path, data)

    def _add(self) -> None:
        """Write a file that nobody asked for."""
        name = self.random.choice(NAMES)
        folder, content = self.random.choice(
            (
                ("source/{}.md", b"# A page\n\nText.\n"),
                ("source/agencies/{}.md", b""),
                ("source/facts/{}.toml", b'page = "agencies/maple"\n'),
                ("locales/fr/LC_MESSAGES/{}.po", PO_HEADER.encode()),
                ("locales/xx/LC_MESSAGES/{}.po", PO_HEADER.encode()),
                ("locales/fr/{}.po", b"nonsense"),
                ("source/{}.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
                ("source/agencies/{}.png", LEAF),
                ("source/{}.rst", b"x"),
                ("{}.txt", b"x"),
            )
        )
        self._put(self.root / folder.format(name), content)

    def _misplace(self) -> None:
        """Remove a file, or put a folder, a link or another file in its place."""
        path = self._pick()
        self._remove(path)
        match self.random.randrange(5):
            case 0:
                path.mkdir(parents=True)
            case 1:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.symlink_to(self.random.choice(("/etc/passwd", path.name, "..", "nothing", "/dev/null")))
            case 2:
                self._put(path, self._data(self._pick()))
            case 3 if path.parent != self.root:
                self._remove(path.parent)

    def _data(self, path: Path) -> bytes:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else b""

    def _put(self, path: Path, data: bytes) -> None:
        try:
            self._remove(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError:
            return  # a name that this disk does not take, or a file where a folder would be

    def _remove(self, path: Path) -> None:
        assert self.root in path.parents, "only what is of the handbook"
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
