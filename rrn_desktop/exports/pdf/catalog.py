"""What a PDF says about itself: that it is accessible and lasts, what its colours mean, what is attached.

PDF/UA-1 is ISO 14289-1, PDF/A-3 ISO 19005-3, XMP ISO 16684-1.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from xml.sax.saxutils import escape

from rrn_desktop.exports.pdf.content import Attachment, Document
from rrn_desktop.exports.pdf.file import PdfFile, name, string
from rrn_desktop.resources import resource_path

PROGRAM = "RRN Desktop"
CREATED_WITH = f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>".encode("ascii")
"""How the metadata of each document of ours say so."""


@lru_cache(maxsize=1)
def _colours() -> bytes:
    """Return the ICC profile of sRGB, the same on each PC: whoever compares documents compares it as well."""
    return resource_path("colours/sRGB.icc").read_bytes()


def write_intent(file: PdfFile) -> int:
    """Write what the colours mean and return the number of it (ISO 19005-3, 6.2.3)."""
    profile = file.stream("/N 3", _colours())
    return file.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        f"/RegistryName(http://www.color.org)/DestOutputProfile {profile} 0 R>>"
    )


def write_info(file: PdfFile, document: Document) -> int:
    """Write the dictionary of information, which says the same as the metadata (ISO 19005-3, 6.6.3)."""
    dates = "".join(f"/{key}{moment}" for key in ("CreationDate", "ModDate") for moment in _moments(document))
    return file.add(f"<</Title {string(_title(document))}/Creator({PROGRAM})/Producer({PROGRAM}){dates}>>")


def _moments(document: Document) -> tuple[str, ...]:
    """Return when a document was made, as PDF writes it, or nothing."""
    return () if document.made_at is None else (pdf_moment(document.made_at),)


def _title(document: Document) -> str:
    return "".join(letter for letter in " ".join(document.title.split()) if letter.isprintable()) or PROGRAM


def pdf_moment(moment: datetime) -> str:
    """Return a moment as PDF writes it (ISO 32000-1, 7.9.4)."""
    zone = moment.strftime("%z") or "+0000"
    return f"(D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}')"


def write_attachments(file: PdfFile, document: Document) -> list[tuple[str, int]]:
    """Write the attached files and return their names with the numbers of their descriptions (ISO 19005-3, 6.8)."""
    moment = "".join(f"/ModDate{moment}" for moment in _moments(document))
    return [(attached.name, _write_attachment(file, attached, moment)) for attached in document.attachments]


def _write_attachment(file: PdfFile, attached: Attachment, moment: str) -> int:
    # The sum is one that the format asks for; what is to be trusted is under the signature.
    check = hashlib.md5(attached.data, usedforsecurity=False).hexdigest()
    data = file.stream(
        f"/Type/EmbeddedFile/Subtype{name(attached.mime)}"
        f"/Params<</Size {len(attached.data)}{moment}/CheckSum<{check}>>>",
        attached.data,
    )
    return file.add(
        f"<</Type/Filespec/F {string(attached.name)}/UF {string(attached.name)}/Desc {string(attached.description)}"
        f"/AFRelationship/{attached.relation}/EF<</F {data} 0 R/UF {data} 0 R>>>>"
    )


def write_metadata(file: PdfFile, document: Document) -> int:
    """Write the metadata, unpacked as PDF/A asks for (ISO 19005-3, 6.6.2)."""
    packet = _PACKET.format(
        title=escape(_title(document)),
        lang=escape(document.lang, {'"': "&quot;"}),
        dates="" if document.made_at is None else _dates(document.made_at),
        program=PROGRAM,
    )
    return file.stream("/Type/Metadata/Subtype/XML", packet.encode("utf-8"), packed=False)


def _dates(made_at: datetime) -> str:
    zone = made_at.strftime("%z") or "+0000"
    moment = f"{made_at:%Y-%m-%dT%H:%M:%S}{zone[:3]}:{zone[3:5]}"
    return "".join(f"<xmp:{key}>{moment}</xmp:{key}>\n" for key in ("CreateDate", "ModifyDate", "MetadataDate"))


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
{dates}<pdf:Producer>{program}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
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
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
