"""What a newer program would change in the workshop of a handbook, and what it leaves because somebody has changed it.

The wheels in `vendor/` are the record of what was written: whatever one of them would write again is as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.founding.needed_python import lacking_python
from handbook.founding.wheel import NAME, Wheel, program_wheel
from handbook.founding.workshop import BROKEN, LOCK, VENDOR, program_of_lock, with_packages, workshop

RULE = "upgrade"
# Where files wait until all of them are written.
STAGE = f"{VENDOR}/.upgrade"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileChange:
    """A file of the workshop, before and after; nothing before where it is new."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Upgrade:
    """What an upgrade does: the program before and after, files that change, files that are left, wheels that go.

    Of a file that is left, `before` and `after` are what the two programs write, not what somebody has made of it.
    """

    before: Wheel
    after: Wheel
    changes: tuple[FileChange, ...]
    left: tuple[FileChange, ...]
    going: tuple[str, ...]

    @property
    def is_needed(self) -> bool:
        """Whether it does anything."""
        return bool(self.changes or self.going or self.before != self.after)


def version_of(name: str) -> str:
    """Return the version that the name of a wheel tells. Raises HandbookError where it tells none."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    try:
        return str(parse_wheel_filename(name)[1])
    except InvalidWheelFilename:
        raise refused(f"{VENDOR}/{name}", phrase("its name tells no version; restore it from git")) from None


def planned(root: Path, program: Wheel | None = None) -> Upgrade:
    """Return what the running program, or `program`, would change in the handbook in `root`, which stays as it is.

    Raises HandbookError where no program lies there, or a newer one, where its Python is too old, or where nobody can
    tell what was changed.
    """
    refuse_links(root, [VENDOR, STAGE, LOCK])
    lock = _text(root, LOCK) or b""
    kept = _kept(root, lock.decode(errors="replace"))
    before = kept[0]
    after = _named(program or program_wheel(), kept, {path.name for path in (root / VENDOR).iterdir()})
    _refuse_older(before, after)
    if lacking := lacking_python(root, after):
        raise refused(f"{VENDOR}/{after.name}", lacking)
    try:
        new = workshop(after)
        written: list[Mapping[str, bytes]] = [workshop(before)]
    except BROKEN as error:
        message = phrase("it is no wheel ({reason}); restore it from git", reason=str(error))
        raise refused(f"{VENDOR}/{before.name}", message) from None
    written += [files for wheel in kept[1:] if (files := _written(wheel))]
    changes, left = _compared(root, new, written)
    refuse_links(root, [change.path for change in changes])
    standing = {path: _text(root, path) or b"" for path in new} | {change.path: change.after for change in changes}
    going = tuple(
        f"{VENDOR}/{wheel.name}"
        for wheel in kept
        if wheel.name != after.name and not any(wheel.name.encode() in text for text in standing.values())
    )
    return Upgrade(before=before, after=after, changes=tuple(changes), left=tuple(left), going=going)


def refused(path: str, message: str, line: int = 1) -> HandbookError:
    """Return the error for a handbook that cannot be upgraded as it is."""
    return HandbookError([Finding(path=path, line=line, message=message, rule=RULE)])


def refuse_links(root: Path, paths: Sequence[str]) -> None:
    """Raise HandbookError where one of `paths`, or a folder on the way to it, is a symbolic link: to whose file?"""
    for path in paths:
        for step in (Path(path), *Path(path).parents[:-1]):
            if (root / step).is_symlink():
                raise refused(step.as_posix(), phrase("it is a symbolic link; put what it leads to in its place"))


def _kept(root: Path, lock: str) -> list[Wheel]:
    """Return the wheels of this program in `vendor/`: the one that the lock names, then others that were left there."""
    named = program_of_lock(lock)
    if not named:
        message = phrase(
            "it names no program in vendor/; “handbook upgrade” is for a handbook that “handbook init” has begun"
        )
        raise refused(LOCK, message)
    name, digest = named
    path = root / VENDOR / name
    if not path.is_file():
        message = phrase("requirements.lock names it, and it is not there; restore it from git")
        raise refused(f"{VENDOR}/{name}", message)
    refuse_links(root, [f"{VENDOR}/{name}"])
    current = Wheel(name=name, data=path.read_bytes())
    if current.digest != digest:
        message = phrase("it is not the file that requirements.lock pins; restore both from git")
        raise refused(f"{VENDOR}/{name}", message)
    others = sorted(other for other in (root / VENDOR).glob(f"{NAME}-*.whl") if other.name != name)
    files = (other for other in others if other.is_file() and not other.is_symlink())
    return [current, *(Wheel(name=file.name, data=file.read_bytes()) for file in files)]


def _named(program: Wheel, kept: Sequence[Wheel], taken: set[str]) -> Wheel:
    """Return a program under the name that it has in `vendor/`, or gets there.

    One of the same version as another has a build number: neither stands in the place of the other while files change.
    """
    if same := next((wheel for wheel in kept if wheel.digest == program.digest), None):
        return same
    stem, _, tags = program.name.partition("-py3-")
    names = (program.name, *(f"{stem}-{number}-py3-{tags}" for number in range(1, len(taken) + 2)))
    return replace(program, name=next(name for name in names if name not in taken))


def _refuse_older(before: Wheel, after: Wheel) -> None:
    from packaging.version import Version

    old, new = version_of(before.name), version_of(after.name)
    if Version(new) < Version(old):
        message = phrase(
            "this handbook has handbook {old}, which is newer than {new}; run “handbook upgrade” of a newer one",
            old=old,
            new=new,
        )
        raise refused(f"{VENDOR}/{before.name}", message)


def _written(wheel: Wheel) -> Mapping[str, bytes]:
    """Return what the program in a wheel that was left behind would write; nothing where it is broken."""
    try:
        return workshop(wheel)
    except BROKEN:
        return {}


def _compared(
    root: Path, new: Mapping[str, bytes], written: Sequence[Mapping[str, bytes]]
) -> tuple[list[FileChange], list[FileChange]]:
    """Return the files that change, and those that would, had nobody changed them or taken them away."""
    changes, left = [], []
    for path, text in new.items():
        there = _text(root, path)
        bases = [files[path] for files in written if path in files]
        if there == text or (there is None and len(bases) == len(written)):  # nobody wants it
            continue
        if there is None or there in bases:
            changes.append(FileChange(path=path, before=there or b"", after=text))
        elif path == LOCK and text != bases[0]:
            changes.append(FileChange(path=path, before=there, after=_with_own_packages(there, text, bases)))
        elif bases[:1] != [text]:
            left.append(FileChange(path=path, before=(bases or [there])[0], after=text))
    return changes, left


def _with_own_packages(there: bytes, text: bytes, bases: Sequence[bytes]) -> bytes:
    """Return the new lock with what somebody has added at the end of the old one."""
    base = next((base for base in bases if there.startswith(base)), None)
    if base is None:
        pairs = enumerate(zip(there.splitlines(), bases[0].splitlines(), strict=False), 1)
        line = next((number for number, (one, other) in pairs if one != other), there.count(b"\n") + 1)
        message = phrase(
            "here it is no longer what the program wrote, so that nobody can tell what you need of it; restore it "
            "from git, and put packages of your own at its end"
        )
        raise refused(LOCK, message, line)
    try:
        return with_packages(text.decode(), there.removeprefix(base).decode()).encode()
    except UnicodeDecodeError:
        raise refused(LOCK, phrase("it is no UTF-8; write it anew in UTF-8")) from None


def _text(root: Path, path: str) -> bytes | None:
    """Return a file as the program writes it: git may have given its lines the ends that a system likes."""
    try:
        return (root / path).read_bytes().replace(b"\r\n", b"\n")
    except FileNotFoundError:
        return None
