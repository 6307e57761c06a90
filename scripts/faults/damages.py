"""What may happen to a published site on its way or on its server, by accident or not: each is to be named."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from handbook.publication.carry_over import STATIC
from handbook.sphinx.assets import published_asset, published_name

Damage = Callable[[Path], object]
PAGE = "en/index.html"
SHEET, SCRIPT = (f"{STATIC}/{published_name(name, published_asset(name))}" for name in ("handbook.css", "search.js"))
ZIP, PDF = "downloads/handbook-fr.zip", "downloads/brochure-en.pdf"


def _append(name: str, data: bytes) -> Damage:
    def do(site: Path) -> None:
        with (site / name).open("ab") as file:
            file.write(data)

    return do


def _replace(name: str, old: bytes, new: bytes) -> Damage:
    def do(site: Path) -> None:
        data = (site / name).read_bytes()
        assert old in data
        (site / name).write_bytes(data.replace(old, new, 1))

    return do


def _cut(name: str, keep: float) -> Damage:
    return lambda site: os.truncate(site / name, int((site / name).stat().st_size * keep))


def _flip(name: str) -> Damage:
    def do(site: Path) -> None:
        data = bytearray((site / name).read_bytes())
        data[len(data) // 2] ^= 1
        status = (site / name).stat()
        (site / name).write_bytes(data)
        os.utime(site / name, ns=(status.st_atime_ns, status.st_mtime_ns))

    return do


def _swap(one: str, other: str) -> Damage:
    def do(site: Path) -> None:
        first, second = (site / one).read_bytes(), (site / other).read_bytes()
        (site / one).write_bytes(second)
        (site / other).write_bytes(first)

    return do


def _write(name: str, data: bytes = b"x") -> Damage:
    def do(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)

    return do


def _in_place_of(name: str, make: Callable[[Path], object]) -> Damage:
    def do(site: Path) -> None:
        shutil.copy(site / name, site.parent / "aside")
        (site / name).unlink()
        make(site / name)

    return do


def _manifest(change: Callable[[dict[str, dict[str, object]]], object]) -> Damage:
    def do(site: Path) -> None:
        data = json.loads((site / "manifest.json").read_bytes())
        change(data["files"])
        (site / "manifest.json").write_text(json.dumps(data), encoding="utf-8")

    return do


# What is done, and to which file: that file is what has to be named.
DAMAGES: dict[str, tuple[str, Damage]] = {
    "a script in a page": (PAGE, _replace(PAGE, b"</body>", b"<script>alert(1)</script></body>")),
    "a number in a page": ("en/agencies/maple.html", _replace("en/agencies/maple.html", b"1970", b"1971")),
    "a link elsewhere": (PAGE, _replace(PAGE, b"href=", b"href= ")),
    "a page of another language": ("fr/index.html", _swap(PAGE, "fr/index.html")),
    "an empty page": (PAGE, _cut(PAGE, 0)),
    "a cut page": (PAGE, _cut(PAGE, 0.5)),
    "one bit of a page": (PAGE, _flip(PAGE)),
    "a changed stylesheet": (SHEET, _append(SHEET, b"\nmain { display: none }")),
    "a changed script": (SCRIPT, _append(SCRIPT, b"\nalert(1);")),
    "a cut ZIP": (ZIP, _cut(ZIP, 0.9)),
    "a ZIP with more at its end": (ZIP, _append(ZIP, b"PK")),
    "one bit of a PDF": (PDF, _flip(PDF)),
    "a PDF with an update at its end": (PDF, _append(PDF, b"\n1 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n")),
    "a cut PDF": (PDF, _cut(PDF, 0.99)),
    "a missing page": (PAGE, lambda site: (site / PAGE).unlink()),
    "a missing language": ("fr/index.html", lambda site: shutil.rmtree(site / "fr")),
    "a page under another name": (
        "fr/compare.html",
        lambda site: (site / "fr/compare.html").rename(site / "fr/Compare.html"),
    ),
    "an extra page": ("en/casino.html", _write("en/casino.html")),
    "an extra hidden file": (".htaccess", _write(".htaccess", b"Redirect / https://example.org/")),
    "an extra empty folder": ("en/new", lambda site: (site / "en/new").mkdir()),
    "a link in place of a page": (PAGE, _in_place_of(PAGE, lambda path: path.symlink_to("../../aside"))),
    "a folder in place of a page": (PAGE, _in_place_of(PAGE, Path.mkdir)),
    "a pipe in place of a page": (PAGE, _in_place_of(PAGE, os.mkfifo)),
    "an extra link out of the site": ("en/out", lambda site: (site / "en/out").symlink_to("/")),
    "no manifest": ("manifest.json", lambda site: (site / "manifest.json").unlink()),
    "a cut manifest": ("manifest.json", _cut("manifest.json", 0.5)),
    "a manifest that lists less": (PAGE, _manifest(lambda files: files.pop(PAGE))),
    "a manifest that lists more": (
        "en/more.html",
        _manifest(lambda files: files.update({"en/more.html": files[PAGE]})),
    ),
    "a manifest that leads outside": ("manifest.json", _manifest(lambda files: files.update({"../x": files[PAGE]}))),
    "a manifest of other hashes": (PAGE, _manifest(lambda files: files[PAGE].update(sha256="0" * 64))),
}
