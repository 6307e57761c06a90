"""The pictures that a handbook has of its own, its cover and its logo: what cannot be shown, or not be seen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.pictures.logo import measures_of
from handbook.project.palette import LIGHT_GROUNDS, contrast
from handbook.project.project import Project
from handbook.project.settings import WORLD, finding_at, read_settings
from handbook.texts.text_files import lies_in

if TYPE_CHECKING:
    from PIL.Image import Image

# What a logo may weigh, in KB of 1,024 bytes: every page asks for it.
LOGO_KB = 16
# Pixels that a cover needs to be sharp enough on paper, and of which a logo needs one or the other: 100 to the inch of
# the largest that it is printed.
COVER_PIXELS, LOGO_PIXELS = (900, 700), (240, 56)
# How many times a logo may be as wide as it is high, and as high as it is wide: more is a line in the head of a page.
WIDEST, HIGHEST = 8, 2
# What of a logo, in shares of its pixels, must have which contrast with the paper, or nobody sees that there is one.
_LEAST_SEEN, _LEAST_CONTRAST = 1 / 500, 1.3
# Pixels of an SVG that is looked at.
_DRAWN = 200


def check_cover(project: Project) -> Iterator[Finding]:
    """Yield why the picture that a handbook has set for its cover cannot be shown."""
    if project.cover is not None and project.cover != WORLD:
        yield from _faults(project, "cover", project.cover, _blurred)


def check_logo(project: Project) -> Iterator[Finding]:
    """Yield why the logo of a handbook cannot be shown: it goes by the same rules as a picture of a page, and more."""
    if project.logo is not None:
        yield from _faults(project, "logo", project.logo, _of_logo)


def _faults(project: Project, setting: str, name: str, judge: Callable[[Path], Phrase | None]) -> Iterator[Finding]:
    """Yield what is wrong with the picture that a setting names, by the rules of all pictures, then by its own."""
    text, _ = read_settings(project.root)
    path = project.source / name
    if not lies_in(path, project.source) or not path.is_file():
        message = phrase("{setting}: there is no picture “{file}” in source/; put it there")
        yield finding_at(text, setting, message.format(setting=setting, file=name))
        return
    from handbook.print.preflight import picture_fault

    if fault := picture_fault(path):
        message = phrase("{setting}: “{file}” cannot be shown: {fault}")
        yield finding_at(text, setting, message.format(setting=setting, file=name, fault=fault))
    elif fault := judge(path):
        yield finding_at(text, setting, phrase("{setting}: “{file}” {fault}", setting=setting, file=name, fault=fault))


def _blurred(path: Path) -> Phrase | None:
    from PIL import Image, ImageOps

    with Image.open(path) as picture:
        width, height = ImageOps.exif_transpose(picture).size
    if width >= COVER_PIXELS[0] and height >= COVER_PIXELS[1]:
        return None
    return phrase(
        "has {width} × {height} pixels, and a cover needs {least_width} × {least_height} or more, else it is blurred",
        width=width,
        height=height,
        least_width=COVER_PIXELS[0],
        least_height=COVER_PIXELS[1],
    )


def _of_logo(path: Path) -> Phrase | None:
    """Return why a picture that can be read is no logo: the first of its faults, since one often mends another."""
    if path.stat().st_size > LOGO_KB * 1024:
        return phrase("weighs more than {most} KB, on every page; make it smaller", most=LOGO_KB)
    size = measures_of(path)
    if size is None:
        return phrase("has no viewBox, so that browsers cut it off instead of making it smaller; save it with one")
    width, height = size
    if not 1 / HIGHEST <= width / height <= WIDEST:
        return phrase(
            "is {width} wide and {height} high, too long for the head of a page; use one that is at most {widest} times"
            " as wide as high, and {highest} times as high as wide",
            width=f"{width:g}",
            height=f"{height:g}",
            widest=WIDEST,
            highest=HIGHEST,
        )
    if path.suffix == ".png" and width < LOGO_PIXELS[0] and height < LOGO_PIXELS[1]:
        return phrase(
            "has {width} × {height} pixels, and needs a height of {least_height} or a width of {least_width}, else it"
            " is blurred; save it larger, or as an SVG",
            width=f"{width:g}",
            height=f"{height:g}",
            least_height=LOGO_PIXELS[1],
            least_width=LOGO_PIXELS[0],
        )
    if not _is_seen(_on_paper(path)):
        return phrase("is too light to be seen on light paper, on which it always stands; save it in a darker colour")
    return None


def _on_paper(path: Path) -> "Image":
    """Return a logo as pixels, on the light ground that it stands on everywhere."""
    from PIL import Image

    if path.suffix == ".svg":
        from handbook.print.render import pixels_of_svg

        return pixels_of_svg(path.read_bytes(), LIGHT_GROUNDS[0], _DRAWN)
    picture = Image.open(path).convert("RGBA")
    ground = Image.new("RGBA", picture.size, LIGHT_GROUNDS[0])
    return Image.alpha_composite(ground, picture).convert("RGB")


def _is_seen(picture: "Image") -> bool:
    """Whether enough of a picture differs from its ground, `LIGHT_GROUNDS[0]`."""
    counts = enumerate(picture.convert("L").histogram())
    seen = sum(
        count
        for grey, count in counts
        if contrast(f"#{grey:02x}{grey:02x}{grey:02x}", LIGHT_GROUNDS[0]) >= _LEAST_CONTRAST
    )
    return seen >= _LEAST_SEEN * picture.width * picture.height
