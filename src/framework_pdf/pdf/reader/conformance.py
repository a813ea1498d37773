"""Adds PDF/UA-1 to the standards that a PDF says it follows; the typesetter has written PDF/A-2a."""

from pikepdf import Pdf

PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""The identifier (ISO 14289-1, 5), and the description that PDF/A requires of other schemas (ISO 19005-2, 6.6.2.3)."""
END = b"</rdf:RDF>"


def claim_pdf_ua(document: Pdf) -> None:
    """Add the identifier of PDF/UA to metadata that have that of PDF/A (XMP, ISO 16684-1)."""
    xmp = document.Root.Metadata.read_bytes()
    end = xmp.rindex(END)
    metadata = document.make_stream(xmp[:end] + PDF_UA + xmp[end:], Type=document.Root.Metadata.Type)
    metadata.Subtype = document.Root.Metadata.Subtype
    document.Root.Metadata = metadata
