"""The tree of a handbook: links of the file system, files of other kinds, and what the configuration leaves off."""

import importlib.util
import shutil

import pytest
from hostile_tree import SECRET, assert_refused
from small_handbook import CONF, fingerprint

from handbook.sphinx.defaults import DEFAULTS


@pytest.mark.parametrize(
    ("name", "target", "rule"),
    [
        ("secret.md", "../../secret.md", "file-outside"),
        ("secret.png", "../../secret.png", "file-outside"),
        ("more", "../..", "file-outside"),
        ("more", "agencies", "file-outside"),
        ("itself.md", "itself.md", "missing-file"),
    ],
)
def test_a_link_of_the_file_system_is_refused(guarded, run, name, target, rule):
    """Sphinx would follow it; a folder behind a link is read by no check."""
    (guarded / "source" / name).symlink_to(target)
    assert_refused(run, guarded, f"source/{name}", 1, rule)


def test_a_page_of_another_kind_is_refused(guarded, run):
    """ReStructuredText can do what Markdown here cannot."""
    (guarded / "source/evil.rst").write_text(".. include:: ../../secret.txt\n", encoding="utf-8")
    assert_refused(run, guarded, "source/evil.rst", 1, "page-suffix")


def test_raw_html_is_refused(published, run, tmp_path, no_network):
    """What looks like HTML on a page would be shown as it was typed: it is named, and nothing is published."""
    root = shutil.copytree(published, tmp_path / "guide", symlinks=True)
    page, site = root / "source/page.md", root / "build/site/en/page.html"
    before = site.read_bytes()
    script = "<script>alert(1)</script>"
    page.write_text(
        page.read_text("utf-8").replace("- Fair to all", f"- Fair to all\n\n{script}\n\nA {script}"), "utf-8"
    )
    outcome = run(root, "build", "--output", "html", "--allow-incomplete")
    assert outcome.code == 1
    assert {line.rpartition(" ")[2] for line in outcome.errors.splitlines()} == {"[markup]"}
    assert site.read_bytes() == before


def test_the_configuration_leaves_off_what_is_not_safe():
    """The settings on which the limits rest; the configuration of this handbook says nothing else."""
    spec = importlib.util.spec_from_file_location("conf", CONF)
    conf = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(conf)
    assert {"html_block", "html_inline"} <= set(DEFAULTS["myst_disable_syntax"])
    assert set(DEFAULTS["myst_enable_extensions"]) <= {"colon_fence", "deflist"}
    assert conf.extensions == ["handbook.sphinx", "handbook.kits.agencies"]
    assert not any(name.startswith("myst_") for name in vars(conf))


def test_the_published_site_knows_no_secret(published):
    """The canary sings only to the neighbour."""
    assert fingerprint(published / "build")
    for path in (published / "build").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
