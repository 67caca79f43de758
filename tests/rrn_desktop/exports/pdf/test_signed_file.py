from __future__ import annotations

import random
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.exports.pdf import signed_file
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.signature_cms import CmsRefused, check_cms
from rrn_desktop.exports.pdf.signature_place import places
from rrn_desktop.exports.pdf.signed_file import SignedPdf, read_signed
from rrn_desktop.exports.pdf.signing import sign_pdf
from rrn_desktop.keys.certificates import public_point
from tests.attacks.papers import AT, NAME, plain_good
from tests.attacks.pdf_attacks import ATTACKS, REASON, Good
from tests.attacks.updates import put_together, saying

# These are told from good ones only by who is on the roll, by what is signed inside, or by the pages.
SEEN_ELSEWHERE = {"signed_by_other", "body_changed", "pages_differ", "page_count"}
READ_EACH = """
import re, sys, time
from pathlib import Path
from rrn_desktop.exports.pdf import pdf_objects
from rrn_desktop.exports.pdf.signed_file import read_signed
longest = 0
for path in Path(sys.argv[1]).iterdir():
    data, began = path.read_bytes(), time.process_time()
    read_signed(data)
    longest = max(longest, time.process_time() - began)
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text("ascii"))
print(longest, int(most[1]) / 1024)
"""
CATALOG = b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>"
SPEC = b"<</Type/Filespec/EF<</F 4 0 R>>>>"


@pytest.fixture(scope="module")
def good() -> Good:
    return plain_good()


@pytest.fixture(scope="module")
def signed(good: Good) -> bytes:
    return good.signed()


def codes(read: SignedPdf) -> list[str]:
    return [one.code for one in read.findings]


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def of_objects(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % one for one in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


def with_table(table: bytes) -> bytes:
    """A PDF that has this table."""
    return of_objects(CATALOG).replace(b"0 2\n0000000000 65535 f \n0000000009 00000 n \n", table)


def with_packed_table(entries: bytes, said: bytes = b"") -> bytes:
    """A PDF with its table in a stream, in the way of other programs."""
    table = stream(zlib.compress(said), b"/Type/XRef/Root 1 0 R/Filter/FlateDecode%b" % entries)
    return b"%%PDF-1.7\n1 0 obj\n<<>>\nendobj\n2 0 obj\n%b\nendobj\nstartxref\n31\n%%%%EOF\n" % table


def bomb(*, twice: bool = False) -> bytes:
    """200 MB in little space: attached, and read as soon as attachments are."""
    packed = zlib.compress(bytes(200 * 1024 * 1024), 1)
    if twice:
        named = stream(zlib.compress(packed), b"/Filter[/FlateDecode/FlateDecode]")
    else:
        named = stream(packed, b"/Filter/FlateDecode")
    return of_objects(CATALOG, b"<</Names[(record.json) 3 0 R]>>", SPEC, named)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "deep": lambda: of_objects(b"[" * 100_000),
    "its own before": lambda: of_objects(CATALOG).replace(b"/Root", b"/Prev 58/Root"),
    "names in a circle": lambda: of_objects(CATALOG, b"<</Kids[2 0 R 2 0 R]>>"),
    "names upon names": lambda: of_objects(CATALOG, b"<</Kids[%b]>>" % (b"2 0 R " * 999)),
    "references in a circle": lambda: of_objects(CATALOG, b"3 0 R", b"2 0 R"),
    "a bomb": bomb,
    "a bomb in a bomb": lambda: bomb(twice=True),
    "no end": lambda: b"%PDF-1.7\n" + bytes(20_000_000),
    "places everywhere": lambda: b"%PDF-1.7\n" + b"/ByteRange [0 1 2 3]" * 200_000,
    "endless digits": lambda: b"%PDF-1.7\n/ByteRange [0 " + b"1" * 5_000_000,
    "ends everywhere": lambda: b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" * 200_000,
    "a line without a beginning": lambda: b"%PDF-1.7\n" + b"a" * 20_000_000 + b"startxref\n0\n%%EOF\n",
    "a table of millions": lambda: with_table(b"0 1500000\n" + b"0000000009 00000 n \n" * 1_500_000),
    "a table of nothing": lambda: with_table(b"0 2000000000\n"),
    "a table longer than the file": lambda: with_table(b"0 40000\n0000000009 00000 n \n"),
    "a table of half an entry": lambda: with_table(b"0 1\n0000000009 00000 z \n"),
    "a table behind a table": lambda: of_objects(*(stream(b"xref\n0 1\n") for _ in range(30_000))),
    "encrypted": lambda: of_objects(CATALOG, b"<<>>", trailer=b"/Encrypt<</Filter/Standard/V 1>>"),
}


def test_a_document_comes_back_as_it_was_signed(good: Good, signed: bytes) -> None:
    read = read_signed(signed)

    assert read.findings == ()
    assert read.unsigned == make_pdf(good.document)
    assert (read.signer_name, read.signer_point) == (NAME, public_point(good.exporter.certificate))
    assert read.signed_at == AT
    assert dict(read.attachments) == {"record.json": good.document.attachments[0].data}
    assert NAME not in repr(read)
    assert "walked" not in repr(read)


def test_wherever_the_frame_of_the_signature_lies_an_honest_document_holds(good: Good) -> None:
    unsigned = make_pdf(good.document)
    lying = re.search(rb"/Rect\[[0-9.]+ ([0-9]{3}\.[0-9]{2}) ", unsigned)
    assert lying is not None
    before, after = unsigned[: lying.start(1)], unsigned[lying.end(1) :]
    moved = [before + b"%.2f" % (442 + step / 20) + after for step in range(60)]

    signed = [sign_pdf(one, good.exporter, at=AT, name=NAME, reason=REASON) for one in moved]

    assert [codes(read_signed(one)) for one in signed] == [[]] * 60


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_is_named_for_what_it_is(good: Good, name: str) -> None:
    attack, code = ATTACKS[name]

    read = read_signed(attack(good))

    assert codes(read)[:1] == ([] if code is None or code in SEEN_ELSEWHERE else [code])


def test_what_is_no_pdf_or_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = b"This is a letter, whatever it is called."

    found = codes(read_signed(letter)), codes(read_signed(b""))

    monkeypatch.setattr(signed_file, "LIMIT", 10)
    assert found == (["not_a_pdf"], ["not_a_pdf"])
    assert codes(read_signed(b"%PDF-1.7 and more")) == ["too_large"]


def test_no_bit_of_a_signed_document_can_be_turned_unseen(signed: bytes) -> None:
    chance = random.Random(7)
    turned = chance.sample(range(len(signed)), 80)

    unseen = [
        place
        for place in turned
        if not read_signed(signed[:place] + bytes([signed[place] ^ 1 << chance.randrange(8)]) + signed[place + 1 :])
        .findings
    ]  # fmt: skip

    assert unseen == []


@pytest.mark.parametrize("first", [0, *(pytest.param(one, marks=pytest.mark.long) for one in range(1, 6))])
def test_no_byte_of_the_signature_itself_can_be_changed_unseen(signed: bytes, first: int) -> None:
    (place,) = places(signed)
    contents, digest = place.contents(signed), place.digest(signed)
    length = len(contents.rstrip(b"\0"))

    for where in range(first, length + 4, 6):
        with pytest.raises(CmsRefused):
            check_cms(contents[:where] + bytes([contents[where] ^ 0x11]) + contents[where + 1 :], digest)

    assert check_cms(contents, digest).name == NAME


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_cut_out_or_doubled_is_seen_and_nothing_is_raised(signed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(signed) - 1))
    end = data.draw(st.integers(start + 1, len(signed)))
    cut, doubled = signed[:start] + signed[end:], signed[:end] + signed[start:]

    found = codes(read_signed(cut)), codes(read_signed(doubled))

    assert all(found)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_answered(noise: bytes) -> None:
    found = codes(read_signed(noise)), codes(read_signed(b"%PDF-1.7\n" + noise + b"startxref\n9\n%%EOF\n"))

    assert all(found)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_hurt_its_reader_is_refused(name: str) -> None:
    data = HOSTILE[name]()

    read = read_signed(data)

    assert codes(read) in (["unreadable"], ["changed_after_signing"])
    assert not read.attachments


PACKED: dict[str, Callable[[], bytes]] = {
    "entries of no length": lambda: with_packed_table(b"/Size 2000000000/Index[0 2000000000]/W[0 0 0]"),
    "entries for nothing": lambda: with_packed_table(b"/Size 2000000000/Index[0 2000000000]/W[1 0 0]", b"1" * 10),
    "millions of entries": lambda: with_packed_table(b"/Size 50000000/Index[0 50000000]/W[1 0 0]", b"1" * 50_000_000),
    "written otherwise": lambda: with_packed_table(b"").replace(b"/XRef", b"/#58R#65f"),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_table_that_is_packed_is_not_read_at_all(name: str) -> None:
    read = read_signed(PACKED[name]())

    assert codes(read) == ["not_ours"]


def test_a_document_that_another_program_saved_with_its_table_packed_is_named(signed: bytes, tmp_path: Path) -> None:
    path, saved = tmp_path / "signed.pdf", tmp_path / "saved.pdf"
    path.write_bytes(signed)
    subprocess.run(["qpdf", "--object-streams=generate", path, saved], check=True)

    read = read_signed(saved.read_bytes())

    assert codes(read) == ["saved_again"]


def test_none_of_them_takes_long_or_much_memory(tmp_path: Path) -> None:
    for number, make in enumerate((*HOSTILE.values(), *PACKED.values())):
        (tmp_path / str(number)).write_bytes(make())

    told = subprocess.run([sys.executable, "-c", READ_EACH, tmp_path], check=True, capture_output=True, text=True)

    seconds, megabytes = map(float, told.stdout.split())
    assert seconds < 2
    assert megabytes < 200


CATALOG_ENTRY = b"/Type /Catalog"
UPDATES: dict[str, Callable[[Good], bytes]] = {
    "an entry twice": lambda it: put_together(it, saying(CATALOG_ENTRY, CATALOG_ENTRY + b"\n/Pages 1 0 R")),
    "a script on opening": lambda it: put_together(it, saying(CATALOG_ENTRY, CATALOG_ENTRY + b"\n/OpenAction 1 0 R")),
    "changes allowed": lambda it: put_together(it, saying(b"/P 1\n", b"/P 3\n")),
    "another field": lambda it: put_together(it, saying(b"/F 132", b"/F 2")),
    "a signature of another kind": lambda it: put_together(it, saying(b"ETSI.CAdES.detached", b"adbe.pkcs7.detached")),
    "an object that is listed nowhere": lambda it: put_together(
        it, lambda parts: [*parts, b"99 0 obj\n<<>>\nendobj\n"], listed=slice(3)
    ),
    "an object more": lambda it: put_together(it, lambda parts: [*parts, b"99 0 obj\n<<>>\nendobj\n"]),
    "an object listed twice": lambda it: put_together(it, list, table=lambda entries: [entries[0], *entries]),
    "an object of another generation": lambda it: put_together(
        it, list, table=lambda entries: [entries[0].replace(b" 00000 n", b" 00001 n"), *entries[1:]]
    ),
}


def test_an_update_put_together_by_hand_is_as_good_as_ours(good: Good) -> None:
    read = read_signed(put_together(good, list))

    assert read.findings == ()
    assert read.unsigned == make_pdf(good.document)


@pytest.mark.parametrize("name", UPDATES)
def test_what_an_exporter_hides_in_the_update_that_signs_is_found(good: Good, name: str) -> None:
    read = read_signed(UPDATES[name](good))

    assert codes(read) == ["changed_while_signing"]
    assert read.unsigned is None


def test_nothing_of_a_file_from_outside_is_logged(good: Good, capfd: pytest.CaptureFixture[str]) -> None:
    for attack, _ in ATTACKS.values():
        read_signed(attack(good))

    written = capfd.readouterr()

    assert written.out + written.err == ""
