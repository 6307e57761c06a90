"""Links to places on imported pages lead there, whatever the generator of the site called its headings."""

import pytest
from small_handbook import append, write

from handbook.importing.folder import plan_import

# A heading of the page b, the place that a link on the page a names, and where it leads in the end.
PLACES = {
    "its own name": ("## One {#first}", "first", "first"),
    "its own name, as kramdown has it": ("## One {: #first }", "first", "first"),
    "its own name, with a sign too many": ("## One {##first}", "first", "first"),
    "a name that begins with a digit": ("## One {#1-b}", "1-b", "1-b"),
    "a name with capitals": ("## One {#Upper_Case}", "Upper_Case", "one"),
    "a name that says the same as the heading": ("## One {#one}", "one", "one"),
    "a name that another page has": ("## One {#same}", "same", "one"),
    "a name that a page of the handbook has": ("## One {#taken}", "taken", "one"),
    "the words of the heading": ("## Über uns", "%C3%BCber-uns", "%C3%BCber-uns"),
    "an apostrophe that is a hyphen": ("## Words you’ve", "words-you-ve", "words-youve"),
    "a sign that is a word": ("## M&IE", "m-and-ie", "mie"),
    "hyphens that are one": ("## A - b", "a-b", "a---b"),
    "a place that there is not": ("## One", "two", "two"),
    "words that two headings have": ("## A b\n\n## A-b!", "a--b", "a--b"),
    "the second of the same words": ("## Dup\n\n## Dup", "dup-1", "dup-1"),
    "code in the heading": ("## The `x` file", "the-x-file", "the-x-file"),
}


@pytest.mark.parametrize(("heading", "place", "leads"), PLACES.values(), ids=PLACES)
def test_a_link_to_a_place_leads_there(project, tmp_path, heading, place, leads):
    """From another page, from its own, from a definition, and by its address on the site."""
    folder = tmp_path / "notes"
    append(project.page("index"), "\n(taken)=\n\n## Taken\n")
    write(folder / "a.md", f"# A\n\n[a](b.md#{place}) [b](/b/#{place}) `[c](b.md#{place})`\n\n[d]: b.md#{place}\n")
    write(folder / "b.md", f"# B\n\n[a](#{place})\n\n{heading}\n\n    [a](#{place})\n")
    write(folder / "c.md", "# C\n\n## Two {#same}\n")
    pages = plan_import(project, folder).pages
    assert pages["notes/a"] == f"# A\n\n[a](b.md#{leads}) [b](b.md#{leads}) `[c](b.md#{place})`\n\n[d]: b.md#{leads}\n"
    assert f"[a](#{leads})\n" in pages["notes/b"]
    assert f"\n    [a](#{place})\n" in pages["notes/b"]
    assert ("(first)=" in pages["notes/b"]) == (leads == "first")


def test_a_name_that_the_page_says_itself_stays(project, tmp_path):
    """In the syntax of MyST it is one of a whole handbook already, and roles refer to it."""
    folder = tmp_path / "notes"
    write(folder / "a.md", "# A\n\n(one)=\n\n## One\n\n{ref}`one` [b](one)\n")
    assert "(one)=" in plan_import(project, folder).pages["notes/a"]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ('{% page "/deep/b/" %}', "deep/b.md"),
        ('{% page "deep/b#one" %}', "deep/b.md#one"),
        ("{% link deep/b.md %}", "deep/b.md"),
        ("{{ site.baseurl }}{% link deep/b.md %}", "deep/b.md"),
        ("{{ site.baseurl }}/deep/b/", "deep/b.md"),
        ('{{ "/deep/b" | relative_url }}', "deep/b.md"),
        ('{{< ref "deep/b.md#one" >}}', "deep/b.md#one"),
        ("/old/address/", "deep/b.md"),
        ("/older/", "deep/b.md"),
        ("/own/b.html", "deep/b.md"),
        ("/b/", "deep/b.md"),
        ("/twin/", None),
        ('{% page "/nothing/" %}', None),
        ("/nothing/", None),
    ],
)
def test_an_address_of_the_site_leads_to_its_page(project, tmp_path, address, leads):
    """Whether a template says it, or what stands above the page; what may be two pages is none."""
    folder = tmp_path / "notes"
    write(folder / "a.md", f"# A\n\n[a]({address})\n")
    above = "permalink: /own/b.html\nredirect_from:\n  - /old/address/\n  - older\n"
    write(folder / "deep/b.md", f"---\ntitle: B\n{above}---\n\n## One\n")
    for place in ("deep", "other"):
        write(folder / place / "twin.md", "# Twin\n\nText.\n")
    plan = plan_import(project, folder)
    assert plan.pages["notes/a"] == (f"# A\n\n[a]({leads})\n" if leads else "# A\n\na\n")


BOXES = {
    "a box": ("{% alert %}\nText.\n{% endalert %}", ":::{note}\nText.\n:::"),
    "with a title": ('{% alert "Heads up" %}\nText.\n{% endalert %}', ":::{admonition} Heads up\nText.\n:::"),
    "that warns": ('{% hint style="danger" %}\nText.\n{% endhint %}', ":::{warning}\nText.\n:::"),
    "without an end": ("{% alert %}\nText.", "`{% alert %}`\nText."),
    "in code": ("```\n{% alert %}\n{% endalert %}\n```", "```\n{% alert %}\n{% endalert %}\n```"),
    "of another name": ("{% odd %}\nText.\n{% endodd %}", "`{% odd %}`\nText.\n`{% endodd %}`"),
    "what is shown as it is": ("{% raw %}a{% endraw %}", "a"),
    "a picture": ('{% image "img/a.png" "A [b]" %}', "![A (b)](img/a.png)"),
    "no picture": ('{% image "img/none.png" "A" %}', '`{% image "img/none.png" "A" %}`'),
}


@pytest.mark.parametrize(("text", "becomes"), BOXES.values(), ids=BOXES)
def test_what_a_template_says_plainly_is_markdown(project, tmp_path, text, becomes):
    """Boxes and pictures; all else is shown as code, and named."""
    folder = tmp_path / "notes"
    write(folder / "index.md", f"# A\n\n{text}\n")
    write(folder / "img/a.png", "a")
    plan = plan_import(project, folder)
    assert plan.pages["notes/index"] == f"# A\n\n{becomes}\n"


def test_a_link_that_says_another_address_says_both(project, tmp_path):
    """A build refuses it otherwise, and nobody has to write it anew."""
    folder = tmp_path / "notes"
    write(folder / "index.md", "# A\n\n[a@b.org](https://c.example/x)\n")
    plan = plan_import(project, folder)
    assert plan.pages["notes/index"] == "# A\n\na@b.org ([c.example](https://c.example/x))\n"
    assert any("said another address" in str(finding.message) for finding in plan.findings)


def test_a_page_beside_the_folder_of_its_name_is_found_from_within(project, tmp_path):
    """Which is the very folder from which the link leads."""
    folder = tmp_path / "notes"
    write(folder / "year.md", "# Year\n\nText.\n")
    write(folder / "year/march.md", "# March\n\n[a](../year.md) [b](/year/)\n")
    assert plan_import(project, folder).pages["notes/year/march"] == "# March\n\n[a](../year.md) [b](../year.md)\n"


@pytest.mark.parametrize(
    "line",
    [
        "[a](http://[x)",
        "[a](//[)",
        "[a]: http://[x",
        "[a](x.md#%ff)",
        "![a](http://[/b.png)",
        "# a {#%}",
        "[a]({% page %})",
    ],
)
def test_no_address_is_too_odd_to_be_read(project, tmp_path, line):
    """What leads nowhere is words, and the page comes all the same."""
    folder = tmp_path / "notes"
    write(folder / "index.md", f"# A\n\n{line}\n")
    assert plan_import(project, folder).pages["notes/index"].startswith("# A\n")
