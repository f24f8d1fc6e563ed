"""Parts behind the end that one program reads in one way, and another in another way."""

from __future__ import annotations

import io
import struct

import pytest
from pypdf import PdfReader

from bcdr.scrutiny.revision import MOST, is_regular
from tests.scrutiny.conftest import appended
from tests.scrutiny.test_examine import checked, results

Body = tuple[int, bytes]


def behind(made: bytes, *bodies: Body, hidden: tuple[Body, ...] = (), entries: bytes = b"") -> bytes:
    """The file with objects behind its end, written by hand; `hidden` ones are in no table."""
    read = PdfReader(io.BytesIO(made))
    out, places = made + b"\n", []
    for number, body in (*hidden, *bodies):
        places.append((number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    places, table, size = places[len(hidden) :], len(out), int(read.trailer["/Size"])
    places.append((size, table))
    index = b" ".join(b"%d 1" % number for number, _ in places)
    rows = b"".join(struct.pack(">BIB", 1, at, 0) for _, at in places)
    root, info = (read.trailer.raw_get(name).idnum for name in ("/Root", "/Info"))
    before = int(made[made.rindex(b"startxref") + 9 : made.rindex(b"%%EOF")])
    head = b"/Type/XRef/W[1 4 1]/Size %d/Prev %d/Root %d 0 R/Info %d 0 R" % (size + 1, before, root, info)
    out += b"%d 0 obj\n<<%s/Index[%s]/Length %d%s>>\nstream\n" % (size, head, index, len(rows), entries)
    return out + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table


def packed(made: bytes, body: bytes) -> bytes:
    """The file with an object in a stream of objects behind its end, in place of the second page."""
    number = PdfReader(io.BytesIO(made)).pages[1].indirect_reference.idnum
    size = int(PdfReader(io.BytesIO(made)).trailer["/Size"])
    inside = b"%d 0 %s" % (number, body)
    head = b"<</Type/ObjStm/N 1/First %d/Length %d>>" % (len(b"%d 0 " % number), len(inside))
    out = behind(made, (size + 9, b"%s\nstream\n%s\nendstream" % (head, inside)))
    table, place = struct.pack(">BIB", 1, out.rindex(b"%d 0 obj" % size), 0), b"%d 1" % size
    entry = struct.pack(">BIB", 2, size + 9, 0)
    out = out.replace(
        b"Index[%d 1 %s]/Length 12" % (size + 9, place), b"Index[%d 1 %d 1 %s]/Length 18" % (size + 9, number, place)
    )
    at = out.rindex(b"stream\n", 0, out.rindex(b"endstream")) + 7 + 6
    out = out[:at] + entry + out[at:]
    assert table in out
    return out


def page(made: bytes, more: bytes = b"") -> Body:
    """The second page with something more among its entries."""
    found, out = PdfReader(io.BytesIO(made)).pages[1], io.BytesIO()
    found.write_to_stream(out)
    return found.indirect_reference.idnum, out.getvalue().rstrip()[:-2] + more + b">>"


def drawn(made: bytes, length: int | None = None) -> Body:
    """What the second page is drawn of, unpacked."""
    found = PdfReader(io.BytesIO(made)).pages[1]["/Contents"]
    data = found.get_data()
    said = len(data) if length is None else length
    return found.indirect_reference.idnum, b"<</Length %d>>\nstream\n%s\nendstream" % (said, data)


def regular(made: bytes) -> dict[str, bytes]:
    return {
        "nothing": made,
        "an end of line": made + b"\n",
        "a remark": made + b"\n% more\n" + made[made.rindex(b"startxref") :],
        "a page again": behind(made, page(made)),
        "packed": packed(made, page(made)[1]),
        "twice": behind(behind(made, page(made)), page(made)),
        "as pypdf writes it": appended(made, lambda later: later.add_metadata({"/Title": "x"})),
    }


def irregular(made: bytes) -> dict[str, bytes]:
    number, body = page(made)
    return {
        "an entry twice": behind(made, page(made, b"/Rotate 0/Rotate 90")),
        "an entry twice, packed": packed(made, page(made, b"/Rotate 0/Rotate 90")[1]),
        "a wrong length": behind(made, drawn(made, 10)),
        "an object listed twice": behind(made, drawn(made), (drawn(made)[0], b"<</Length 1>>\nstream\nq\nendstream")),
        "an object in no table": behind(made, hidden=((number, body),)),
        "an object behind the last end": made + b"\n%d 0 obj\n%s\nendobj\n" % (number, body),
        "a table that is none": made + b"\nstartxref\n9\n%%EOF\n",
        "a second table": behind(made, page(made), entries=b"/XRefStm 9"),
        "too many": made + b"%%EOF\n" * (MOST + 1),
    }


@pytest.mark.parametrize(
    "name", ["nothing", "an end of line", "a remark", "a page again", "packed", "twice", "as pypdf writes it"]
)
def test_what_all_read_the_same(name: str, made: bytes) -> None:
    assert is_regular(regular(made)[name], len(made))


@pytest.mark.parametrize(
    "name",
    [
        "an entry twice",
        "an entry twice, packed",
        "a wrong length",
        "an object listed twice",
        "an object in no table",
        "an object behind the last end",
        "a table that is none",
        "a second table",
        "too many",
    ],
)
def test_what_is_read_in_two_ways(name: str, made: bytes) -> None:
    assert not is_regular(irregular(made)[name], len(made))


def test_a_document_with_such_a_part_is_changed(made: bytes) -> None:
    """The reader here sees the same as before; another one sees ten bytes of the page."""
    assert results(checked(behind(made, drawn(made)), made))["additions"] == "holds"
    checks = checked(behind(made, drawn(made, 10)), made)
    assert [c.said for c in checks if c.result == "differs"] == [
        "What was added behind its end is not put together as a PDF is: programs may show something else there."
    ]
