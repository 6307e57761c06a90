"""What the handbook needs of the system, and how it is installed: standard library only, and quick to import."""

import ctypes
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemPart:
    """What the system provides: a library, or, without sonames, a module of Python; and the packages it comes in."""

    name: str
    debian: str
    fedora: str
    macos: str = "pango"  # Homebrew's brings all the others
    sonames: tuple[str, ...] = ()  # on Linux, on macOS


# The names WeasyPrint 70 loads (weasyprint/text/ffi.py). It does without the subset library of HarfBuzz, but then the
# bytes of a PDF change on every run. Debian's package of GLib goes by two names, and comes with Pango.
LIBRARIES = tuple(
    SystemPart(name, debian, fedora, sonames=tuple(sonames))
    for name, debian, fedora, *sonames in (
        ("GObject", "libpango-1.0-0", "glib2", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
        ("Pango", "libpango-1.0-0", "pango", "libpango-1.0.so.0", "libpango-1.0.dylib"),
        ("PangoFT2", "libpangoft2-1.0-0", "pango", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
        ("Fontconfig", "libfontconfig1", "fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
        ("HarfBuzz", "libharfbuzz0b", "harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
        ("HarfBuzz-Subset", "libharfbuzz-subset0", "harfbuzz", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    )
)
ENSUREPIP = SystemPart("ensurepip", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "python3-libs", "python")


def names(parts: tuple[SystemPart, ...]) -> str:
    """List the parts for a person."""
    return ", ".join(part.name for part in parts)


def packages(platform: str, parts: tuple[SystemPart, ...]) -> tuple[str, ...]:
    """Return the packages of a platform that the parts come in, each once."""
    return tuple(dict.fromkeys(getattr(part, platform) for part in parts))


def how_to_install(missing: tuple[SystemPart, ...]) -> str:
    """Return the phrase that says what is missing and which command installs it."""
    from handbook.findings.phrase import phrase

    debian, fedora, macos = (packages(platform, missing) for platform in ("debian", "fedora", "macos"))
    # Only Homebrew's Python finds Homebrew's libraries: https://github.com/Kozea/WeasyPrint/issues/1556
    macos = tuple(dict.fromkeys((*macos, "python")))
    return phrase(
        "this system lacks {parts}; install with: {debian} (Debian, Ubuntu); {fedora} (Fedora); {macos} (macOS)",
        parts=names(missing),
        debian=f"sudo apt-get install {' '.join(debian)}",
        fedora=f"sudo dnf install {' '.join(fedora)}",
        macos=f'brew install {" ".join(macos)} && make PYTHON="$(brew --prefix)/bin/python3"',
    )


def load_library(part: SystemPart) -> ctypes.CDLL | None:
    """Return a library of the system, by the first of its names that the loader finds; None where it finds none."""
    for soname in part.sonames:
        try:
            return ctypes.CDLL(soname)
        except OSError:
            continue
    return None


def is_present(part: SystemPart) -> bool:
    """Look for a part the way it will be used: `find_library` alone needs tools that a small system lacks."""
    if not part.sonames:
        from importlib.util import find_spec

        sys.path_importer_cache.clear()
        return find_spec(part.name) is not None
    if load_library(part):
        return True
    if sys.platform == "darwin":  # cffi finds in Homebrew's folder, with this, what the loader does not
        from ctypes.util import find_library

        return find_library(part.sonames[-1].removeprefix("lib").removesuffix(".dylib")) is not None
    return False
