"""What is published is held to its manifest: whatever was changed, is missing or was added is named."""

import json
import os
import shutil
import subprocess

import pytest
from small_handbook import write

from faults.damages import DAMAGES, PAGE, PDF, SCRIPT, SHEET, ZIP
from faults.scenes import HISTORY, publish_words, stage
from handbook.commands import cli
from handbook.findings.finding import HandbookError
from handbook.publication.manifest import is_publishable, manifest_text, read_manifest
from handbook.publication.publish import publish
from handbook.publication.release import site_place
from handbook.publication.signature import NAMESPACE
from handbook.publication.verify import verify

TEXT = '<p>Created in 1970. <a href="a.html">A</a></p></body>' * 20
NAMES = (PAGE, SHEET, SCRIPT, ZIP, PDF, "en/agencies/maple.html", "fr/index.html", "fr/compare.html", "index.html")


@pytest.fixture
def site(tmp_path):
    """Return a site of files that damages know by name, with its manifest, and no project beside it."""
    folder = tmp_path / "site"
    for name in NAMES:
        write(folder / name, f"{name} {TEXT}")
    files = {}
    for name in NAMES:
        entry = subprocess.run(["sha256sum", folder / name], capture_output=True, text=True, check=True).stdout
        files[name] = {"sha256": entry.split()[0], "size": (folder / name).stat().st_size}
    (folder / "manifest.json").write_bytes(manifest_text({"files": files, "commit": "abc123", "earlier": []}))
    return folder


def test_what_is_as_it_was_published_passes(site, tmp_path):
    """The hashes of the test are another program's."""
    assert verify(site, tmp_path) == []


@pytest.mark.parametrize(("name", "damage"), DAMAGES.values(), ids=DAMAGES)
def test_each_damage_is_named(site, tmp_path, name, damage):
    """By the file it was done to, or by the manifest where nobody can be held to that."""
    damage(site)
    found = verify(site, tmp_path)
    assert f"site/{name}" in {each.path for each in found}
    assert {each.rule for each in found} <= {"site-changed", "site-missing", "site-extra", "manifest"}
    assert len(found) <= 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[]", "lists no files"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"files": {"a": {"sha256": "", "size": 1}}}', "does not give sha256 and size of “a”"),
        (b'{"files": {"a": {"sha256": "%s", "size": true}}}' % (b"0" * 64), "does not give sha256 and size of “a”"),
        (b'{"files": {"a/../b": {}}}', "is no file of a release"),
        (b'{"files": {"/etc/passwd": {}}}', "is no file of a release"),
        (b'{"files": {"a": {}, "a": {}}}', "no JSON"),
        (b'{"files": {}, "earlier": ["x"]}', "names files of earlier releases that it does not list"),
        (b'{"files": {"\\ud800": {}}}', "is no file of a release"),
        (b"\xff\xfe", "no JSON"),
    ],
    ids=range(11),
)
def test_a_manifest_nobody_can_be_held_to_is_told_in_one_line(site, data, words):
    """It is input from anybody."""
    (site / "manifest.json").write_bytes(data)
    with pytest.raises(HandbookError) as raised:
        read_manifest(site, site.parent)
    [finding] = raised.value.findings
    assert (finding.path, finding.rule) == ("site/manifest.json", "manifest")
    assert words in finding.message


@pytest.mark.parametrize("name", ["a\nb.html", "manifest.json", "manifest.json.sig", "", "a//b", "./a", "a" * 5000])
def test_names_that_no_release_has(name):
    """Nor could anybody read the report of them."""
    assert not is_publishable(name)


def test_a_link_in_what_is_staged_is_not_published(project, refused):
    """It might lead to whatever lies on the machine that builds."""
    staged = stage(project, "new")
    (staged / "en/out.html").symlink_to("/etc/hostname")
    [line] = refused(publish, site_place(project), staged, HISTORY, 3)
    assert line.startswith("en/out.html:1: this cannot be published")


def test_verify_needs_no_project(site, tmp_path, monkeypatch, capsys):
    """On a server there is the folder, and the program."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["verify", "site"]) == 0
    assert capsys.readouterr().out == "site: as its manifest says; files: 9, commit: abc123, not signed\n"
    write(site / PAGE, "changed")
    assert cli.main(["verify", "site", "--report", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["path"] == f"site/{PAGE}"
    assert cli.main(["verify", "nowhere"]) == 1


def test_verify_follows_the_link_to_the_release(project, monkeypatch, capsys):
    """And names files by the link, as those who look at them do."""
    publish_words(project, "old")
    monkeypatch.chdir(project.root.parent)
    assert cli.main(["verify", str(project.site.relative_to(project.root.parent))]) == 0
    write(project.site / PAGE, "changed")
    capsys.readouterr()
    assert cli.main(["verify", str(project.site.relative_to(project.root.parent))]) == 1
    assert f"build/site/{PAGE}:1: the file is not the one that was published" in capsys.readouterr().out


# Signed


@pytest.fixture
def keys(tmp_path):
    """Make two keys; return their files, and a file of signers that has the first."""
    for name in ("ours", "theirs"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", tmp_path / name]
        subprocess.run(command, check=True)
    signers = tmp_path / "signers"
    public = (tmp_path / "ours.pub").read_text()
    signers.write_text(f'editor@example.org namespaces="{NAMESPACE}" {public}')
    return tmp_path / "ours", tmp_path / "theirs", signers


def publish_signed(project, words, key):
    """Publish a site signed by a key, and return its folder."""
    publish(site_place(project), stage(project, words), HISTORY, 3, key)
    return project.site.resolve()


def test_a_signed_site_is_verified(project, keys):
    """By the signers one trusts; without them, by its hashes."""
    ours, _, signers = keys
    folder = publish_signed(project, "new", ours)
    assert verify(folder, project.root, signers) == []
    assert verify(folder, project.root) == []


def _forged(folder, theirs):
    """Change a page, and the manifest with it."""
    write(folder / PAGE, "forged")
    data = json.loads((folder / "manifest.json").read_bytes())
    listed = subprocess.run(["sha256sum", folder / PAGE], capture_output=True, text=True, check=True).stdout
    data["files"][PAGE] = {"sha256": listed.split()[0], "size": 6}
    (folder / "manifest.json").write_bytes(manifest_text(data))


def _signed_by_others(folder, theirs):
    _forged(folder, theirs)
    (folder / "manifest.json.sig").unlink()
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", theirs, "-n", NAMESPACE, folder / "manifest.json"]
    subprocess.run(command, check=True)


def _signed_for_something_else(folder, theirs):
    (folder / "manifest.json.sig").unlink()
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", theirs.with_name("ours"), "-n", "git", folder / "manifest.json"]
    subprocess.run(command, check=True)


TAMPERINGS = {
    "a forged manifest": (_forged, "no signature of this manifest"),
    "signed by somebody else": (_signed_by_others, "no signature of this manifest"),
    "signed for something else": (_signed_for_something_else, "no signature of this manifest"),
    "no signature": (lambda folder, _: (folder / "manifest.json.sig").unlink(), "is not signed"),
    "a cut signature": (lambda folder, _: os.truncate(folder / "manifest.json.sig", 40), "no signature of this"),
    "a link": (
        lambda folder, _: (
            shutil.move(folder / "manifest.json.sig", folder.parent / "sig"),
            (folder / "manifest.json.sig").symlink_to(folder.parent / "sig"),
        ),
        "cannot be read",
    ),
}


@pytest.mark.parametrize(("tamper", "words"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_named_where_signers_are(project, keys, tamper, words):
    """Whoever can change a page can change the manifest, but cannot sign it."""
    ours, theirs, signers = keys
    folder = publish_signed(project, "new", ours)
    tamper(folder, theirs)
    [finding] = verify(folder, project.root, signers)
    assert finding.rule == "signature"
    assert words in finding.message


def test_a_key_that_is_none_publishes_nothing(project, tmp_path, refused):
    """What is asked to be signed is not published unsigned."""
    [line] = refused(publish_signed, project, "new", tmp_path / "nowhere")
    assert "ssh-keygen cannot sign with this key (" in line
    assert not project.site.exists()


def test_the_same_site_is_published_anew_to_be_signed(project, keys):
    """And once it is, not again."""
    publish_words(project, "new")
    for _ in range(2):
        publish_signed(project, "new", keys[0])
    assert [release.number for release in site_place(project).releases()] == [1, 2]
    assert (project.site / "manifest.json.sig").is_file()


def test_without_openssh_it_is_said(project, monkeypatch, refused):
    """In one line."""
    monkeypatch.setenv("PATH", "/nowhere")
    [line] = refused(publish_signed, project, "new", project.root / "key")
    assert "install OpenSSH" in line
