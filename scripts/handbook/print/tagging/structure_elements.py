"""Writes a tag tree into a PDF, with what PDF/UA-1 and PDF/A-2a ask of a file beside its tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pydyf

from handbook.print.linking.pdf_values import Blank
from handbook.print.tagging.tag_tree import Annotated, Marked, Tag

# PDF/A allows no property in the metadata that it does not know, unless a schema describes it (ISO 19005-2, 6.6.2.3.3).
_UA_1 = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_END = b"</rdf:RDF>"


@dataclass(frozen=True, kw_only=True, slots=True)
class LibraryEntry:
    """What a library files a document by, beside its title: its language, publisher, and a name that is its alone.

    `rights` says under what licence it may be used; "" where nobody has said.
    """

    language: str
    publisher: str
    identifier: str
    rights: str

    def in_xmp(self) -> bytes:
        """Return it in terms of the Dublin Core."""
        language, publisher, identifier, rights = map(
            escape, (self.language, self.publisher, self.identifier, self.rights)
        )
        licence = f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>'
        return (
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
            f"<dc:publisher><rdf:Bag><rdf:li>{publisher}</rdf:li></rdf:Bag></dc:publisher>"
            f"{licence if rights else ''}<dc:identifier>{identifier}</dc:identifier></rdf:Description>"
        ).encode()


def complete_metadata(pdf: pydyf.PDF, entry: LibraryEntry | None) -> None:
    """Say in the metadata that the file is PDF/UA-1 too, and what a library asks.

    WORKAROUND for WeasyPrint 70.0, which claims one standard per file, and adds what `xmp_metadata` names as a second
    `rdf:RDF` that nobody reads (issue 2467). It is mended when a variant claims both.
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    packet = metadata.stream[0]
    if packet.count(_END) != 1 or b"pdfuaid" in packet:
        raise RuntimeError(
            "WeasyPrint writes other metadata now; see complete_metadata in print/tagging/structure_elements.py"
        )
    metadata.stream[0] = packet.replace(_END, _UA_1 + (entry.in_xmp() if entry else b"") + _END)


def draw_pictures_as_they_are(pdf: pydyf.PDF) -> None:
    """Let no viewer smooth a picture (ISO 19005-2, 6.2.8)."""
    for pdf_object in pdf.objects:
        if isinstance(pdf_object, pydyf.Stream) and pdf_object.extra.get("Interpolate") == "true":
            pdf_object.extra["Interpolate"] = "false"


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenTags:
    """References to tags: those below the document, of each piece of each page, of each link, of each note."""

    top: list[bytes]
    parents: list[dict[int, bytes]]
    links: list[bytes]
    notes: list[bytes]


class StructureWriter:
    """Writes tags as objects of a PDF; keys that count over a whole file are marks, of links and of notes."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references  # made anew by pydyf at each look
        self._parents: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._links: list[bytes] = []
        self._notes: list[bytes] = []

    def write(self, root: Tag, document: pydyf.Dictionary) -> WrittenTags:
        """Write what stands below `root` as kids of `document`, the tag of a document."""
        return WrittenTags(
            top=list(self._kids(root, document)), parents=self._parents, links=self._links, notes=self._notes
        )

    def drop(self, links: Iterable[Annotated]) -> None:
        """Take links off their pages."""
        for link in links:
            self._object(self._pages[link.page])["Annots"].remove(link.annotation.reference)
            link.annotation.clear()

    def _object(self, reference: bytes) -> pydyf.Object:
        return self._pdf.objects[int(reference.split()[0])]

    def _element(self, tag: Tag, parent: bytes) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.type}", "P": parent, **tag.entries})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        owned = [
            pydyf.Dictionary({"O": f"/{owner}", **attributes})
            for owner, attributes in tag.attributes.items()
            if attributes
        ]
        if owned:
            element["A"] = owned[0] if len(owned) == 1 else pydyf.Array(owned)
        if tag.type == "Note":
            element["ID"] = Blank("note", len(self._notes))
            self._notes.append(reference)
        element["K"] = self._kids(tag, element)
        return reference

    def _kids(self, tag: Tag, element: pydyf.Dictionary) -> pydyf.Array:
        """Write what a tag holds; content on another page than its first names that page."""
        kids = pydyf.Array()
        first = next((kid.page for kid in tag.kids if isinstance(kid, Marked)), None)
        if first is not None:
            element["Pg"] = self._pages[first]
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kids.append(self._element(kid, element.reference))
            elif isinstance(kid, Annotated):
                kids.append(self._link(kid, element.reference))
            else:
                self._parents[kid.page][kid.mcid] = element.reference
                kids.append(kid.mcid if kid.page == first else self._content(kid))
        return kids

    def _content(self, kid: Marked) -> pydyf.Dictionary:
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid})

    def _link(self, kid: Annotated, element: bytes) -> pydyf.Dictionary:
        kid.annotation["StructParent"] = Blank("link", len(self._links))
        self._links.append(element)
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": self._pages[kid.page], "Obj": kid.annotation.reference})
