"""What PDF/UA-1 and PDF/A-2a ask of a file beside its tags, as far as WeasyPrint leaves it to others."""

import pydyf

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


def claim_pdf_ua(pdf: pydyf.PDF) -> None:
    """Say in the metadata that the file is PDF/UA-1 too.

    WORKAROUND for WeasyPrint 70.0, which claims one standard per file, and adds what `xmp_metadata` names as a second
    `rdf:RDF` that nobody reads (issue 2467). It is mended when a variant claims both.
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    packet = metadata.stream[0]
    if packet.count(_END) != 1 or b"pdfuaid" in packet:
        raise RuntimeError("WeasyPrint writes other metadata now; see claim_pdf_ua in brochure/tagging/standards.py")
    metadata.stream[0] = packet.replace(_END, _UA_1 + _END)


def draw_pictures_as_they_are(pdf: pydyf.PDF) -> None:
    """Let no viewer smooth a picture (ISO 19005-2, 6.2.8)."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.extra.get("Interpolate") == "true":
            each.extra["Interpolate"] = "false"
