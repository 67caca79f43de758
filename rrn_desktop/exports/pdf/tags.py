"""The order and the meaning of what stands on the pages, as a screen reader gets them (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.exports.pdf.file import PdfFile, string


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a page that belongs to an element: the page, from 0, and the number of the piece on it."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form that belongs to an element."""

    page: int
    widget: int


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure: ``alt`` is said for a figure, ``actual`` is what its letters stand for.

    ``attributes`` is a PDF dictionary, written as it stands.
    """

    tag: str
    alt: str = field(default="", repr=False)
    actual: str = field(default="", repr=False)
    lang: str | None = None
    attributes: str = ""
    kids: list[Element | Mark | Field] = field(default_factory=list, repr=False)

    def child(
        self, tag: str, *, alt: str = "", actual: str = "", lang: str | None = None, attributes: str = ""
    ) -> Element:
        """Add an element below this one, after those that are there, and return it."""
        element = Element(tag, alt, actual, lang, attributes)
        self.kids.append(element)
        return element


def write_structure(file: PdfFile, document: Element, pages: list[int], fields: list[int]) -> int:
    """Write the tree of elements and return the number of its root.

    ``pages`` are the numbers of the page objects, whose keys into the tree of parents are 0, 1, 2, ...;
    ``fields`` the numbers of the widgets, whose keys follow.
    """
    root = file.keep()
    tree = _Tree(file, pages, [{} for _ in pages], {})
    top = tree.write(document, root)
    rows = []
    for key, marks in enumerate(tree.owners):
        parents = " ".join(f"{marks[mark]} 0 R" for mark in sorted(marks))
        rows.append(f"{key} {file.add(f'[{parents}]')} 0 R")
    rows += [f"{len(pages) + n} {tree.owners_of_fields[widget]} 0 R" for n, widget in enumerate(fields)]
    parents_of_all = file.add(f"<</Nums[{' '.join(rows)}]>>")
    next_key = len(pages) + len(fields)
    file.put(
        root,
        f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents_of_all} 0 R/ParentTreeNextKey {next_key}>>",
    )
    return root


@dataclass(slots=True)
class _Tree:
    """The tree while it is written; ``owners`` says for each page which element each of its pieces belongs to."""

    file: PdfFile
    pages: list[int]
    owners: list[dict[int, int]]
    owners_of_fields: dict[int, int]

    def write(self, element: Element, parent: int) -> int:
        number = self.file.keep()
        first = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        kids = [self._kid(kid, number, first) for kid in element.kids]
        self.file.put(number, _body(element, parent, kids, None if first is None else self.pages[first]))
        return number

    def _kid(self, kid: Element | Mark | Field, owner: int, first: int | None) -> str:
        if isinstance(kid, Element):
            return f"{self.write(kid, owner)} 0 R"
        if isinstance(kid, Mark):
            self.owners[kid.page][kid.number] = owner
            if kid.page == first:
                return str(kid.number)
            return f"<</Type/MCR/Pg {self.pages[kid.page]} 0 R/MCID {kid.number}>>"
        self.owners_of_fields[kid.widget] = owner
        return f"<</Type/OBJR/Obj {kid.widget} 0 R/Pg {self.pages[kid.page]} 0 R>>"


def _body(element: Element, parent: int, kids: list[str], page: int | None) -> str:
    entries = [f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R"]
    if page is not None:
        entries.append(f"/Pg {page} 0 R")
    if kids:
        # One kid stands alone: others take a signature over a form in a list of one for a change of the form.
        entries.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    if element.alt:
        entries.append(f"/Alt {string(element.alt)}")
    if element.actual:
        entries.append(f"/ActualText {string(element.actual)}")
    if element.lang:
        entries.append(f"/Lang {string(element.lang)}")
    if element.attributes:
        entries.append(f"/A {element.attributes}")
    return "".join([*entries, ">>"])
