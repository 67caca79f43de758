"""Drawn pages, their structure and all that a PDF says about itself, put into one file."""

from __future__ import annotations

from rrn_desktop.exports.pdf.catalog import write_attachments, write_info, write_intent, write_metadata
from rrn_desktop.exports.pdf.content import Document
from rrn_desktop.exports.pdf.file import PdfFile, string
from rrn_desktop.exports.pdf.look import PAGE_HEIGHT, PAGE_WIDTH
from rrn_desktop.exports.pdf.page import Drawn
from rrn_desktop.exports.pdf.tags import Element, write_structure

FIELD = "Exporter"
_TOOLTIP = "Electronic signature of who printed this"
# Printed, and not moved by who opens it (ISO 32000-1, 12.5.3).
_PRINT_AND_LOCKED = 4 + 128


def write(document: Document, structure: Element, drawn: Drawn, file: PdfFile, widget: int) -> bytes:
    """Return the file; ``widget`` is the number kept in it for the field of the signature, 0 when there is none."""
    tree = file.keep()
    pages = [file.keep() for _ in drawn.contents]
    resources = _write_fonts(file, drawn)
    for n, (number, content) in enumerate(zip(pages, drawn.contents, strict=True)):
        contents = file.stream("", content)
        fields = f"/Annots[{widget} 0 R]" if drawn.frame and drawn.frame[0] == n else ""
        file.put(
            number,
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]/Resources {resources} 0 R"
            f"/Contents {contents} 0 R/StructParents {n}/Tabs/S{fields}>>",
        )
    file.put(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{number} 0 R' for number in pages)}]>>")
    if drawn.frame is not None:
        _write_field(file, drawn.frame, pages, widget)
    root = write_structure(file, structure, pages, [widget] if drawn.frame else [])
    catalog = _write_catalog(file, document, tree, root, widget if drawn.frame else 0)
    return file.whole(root=catalog, info=write_info(file, document))


def _write_fonts(file: PdfFile, drawn: Drawn) -> int:
    fonts = {key: number for font in drawn.fonts.values() for key, number in font.write(file).items()}
    return file.add(f"<</Font<<{''.join(f'/{key} {number} 0 R' for key, number in fonts.items())}>>>>")


def _write_field(
    file: PdfFile, frame: tuple[int, tuple[float, float, float, float]], pages: list[int], widget: int
) -> None:
    """Write the empty field; field and widget are one object, or some readers don't find the signature."""
    page, (left, low, right, high) = frame
    look = file.stream(f"/Type/XObject/Subtype/Form/BBox[0 0 {right - left:.2f} {high - low:.2f}]/Resources<<>>", b"")
    file.put(
        widget,
        f"<</Type/Annot/Subtype/Widget/FT/Sig/T({FIELD})/TU({_TOOLTIP})/F {_PRINT_AND_LOCKED}"
        f"/Rect[{left:.2f} {low:.2f} {right:.2f} {high:.2f}]/P {pages[page]} 0 R/StructParent {len(pages)}"
        f"/AP<</N {look} 0 R>>>>",
    )


def _write_catalog(file: PdfFile, document: Document, tree: int, root: int, widget: int) -> int:
    attached = write_attachments(file, document)
    entries = [
        f"<</Type/Catalog/Pages {tree} 0 R/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>",
        f"/Lang {string(document.lang)}/ViewerPreferences<</DisplayDocTitle true>>",
        f"/Metadata {write_metadata(file, document)} 0 R/OutputIntents[{write_intent(file)} 0 R]",
    ]
    if attached:
        of_all = " ".join(f"{number} 0 R" for _, number in attached)
        # A tree of names is in the order of its names (ISO 32000-1, 7.9.6).
        named = " ".join(
            f"{string(name)} {number} 0 R" for name, number in sorted(attached, key=lambda one: string(one[0]))
        )
        entries.append(f"/AF[{of_all}]/Names<</EmbeddedFiles<</Names[{named}]>>>>")
    if widget:
        entries.append(f"/AcroForm<</Fields[{widget} 0 R]/SigFlags 3>>")
    return file.add("".join([*entries, ">>"]))
