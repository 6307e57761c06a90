"""What a release consists of, made from a clean tree: wheel, archive of the site, list of components, checksums."""

import gzip
import json
import re
import sys
import tarfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from upkeep.running import Refusal, run
from upkeep.tools import tool

CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """What is released: the project, a clean tree of its commit, the folder for the files, the time of the commit."""

    root: Path
    tree: Path
    folder: Path
    version: str
    epoch: int  # in seconds

    @property
    def name(self) -> str:
        return f"handbook-{self.version}"


def write_wheel(release: Release) -> None:
    """Build the wheel of the package, from nothing but the tree and the setuptools of the lock."""
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "-q")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        *options,
        "-w",
        release.folder,
        release.tree,
        cwd=release.tree,
        SOURCE_DATE_EPOCH=str(release.epoch),
    )


def write_site(release: Release) -> None:
    """Build and prove the handbook of the tree with the program of the tree, and pack what is published."""
    run(sys.executable, "-m", "handbook", "build", cwd=release.tree, PYTHONPATH=str(release.tree / "scripts"))
    site = (release.tree / "build/site").resolve()
    pack(site, release.folder / f"{release.name}-site.tar.gz", release.name, release.epoch)


def pack(folder: Path, archive: Path, name: str, epoch: int) -> None:
    """Pack the files of a folder below a name: the same bytes whenever and by whomever, `epoch` being their time."""

    def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime, member.mode = epoch, 0o755 if member.isdir() else 0o644
        return member

    with (
        archive.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.add(folder, name, filter=anonymous)  # in the order of names


def write_components(release: Release) -> None:
    """Write which packages, in which version and by which hash, the program stands on: a CycloneDX bill of materials.

    It is read from the lock, which is the same on every system. Raises Refusal where a pin of it is missing.
    """
    bill = release.folder / f"{release.name}-sbom.cdx.json"
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--output-format", "JSON", "-o", bill)
    program = tool(release.root, "cyclonedx-py")
    # A lock says which packages there are, not which of them asks for which, and cyclonedx-py warns of that.
    settings = {"SOURCE_DATE_EPOCH": str(release.epoch), "PYTHONWARNINGS": "ignore::UserWarning"}
    run(program, "requirements", "requirements.lock", *options, cwd=release.tree, **settings)
    lock = (release.tree / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE))
    components = json.loads(bill.read_text(encoding="utf-8")).get("components", [])
    missing = sorted(pinned - {(component["name"], component["version"]) for component in components})
    if missing:
        raise Refusal(f"{bill.name}: {missing[0][0]} of requirements.lock is missing from it")


def write_checksums(folder: Path) -> None:
    """Write a line for each file of a folder, as `sha256sum --check` reads them."""
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
