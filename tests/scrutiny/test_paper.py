"""A PDF from anywhere: read within bounds, or refused in one sentence."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from itertools import pairwise

import pikepdf
import pytest

from bcdr.scrutiny.examine import manifest_of
from bcdr.scrutiny.paper import ATTACHED_LIMIT, Paper, PaperError
from tests.scrutiny.conftest import PLAN, saved, with_file


def test_what_is_in_it(made: bytes) -> None:
    paper = Paper(made)
    assert {f.name: f.data for f in paper.enclosed()}["plan.yaml"] == PLAN
    assert paper.properties()["bcdr-Kind"] == "art32"
    assert paper.count == len(paper.leaves()) > 2
    assert any("Promised in 4 h" in line for n in range(paper.count) for line in paper.text(n))
    assert paper.signatures() == 0


def test_the_same_file_has_the_same_parts(made: bytes) -> None:
    one, two = Paper(made), Paper(made)
    assert (one.leaves(), one.parts()) == (two.leaves(), two.parts())


def broken(made: bytes) -> dict[str, bytes]:
    start = made.rindex(b"startxref")
    return {
        "empty": b"",
        "text": b"To whom it may concern",
        "cut": made[: len(made) // 2],
        "cut at the end": made[:-10],
        "encrypted": saved(made, encryption=pikepdf.Encryption(owner="a", user="b")),
        "encrypted for printing": saved(made, encryption=pikepdf.Encryption(owner="a", user="")),
        "only a head and an end": b"%PDF-1.7\n%%EOF\n",
        "no objects": b"%PDF-1.7\n" + b"x" * 5000 + b"\nstartxref\n9\n%%EOF\n",
        "a circle of tables": made[:start] + b"xref\n0 0\ntrailer\n<</Size 1/Prev %d/Root 1 0 R>>\n" % start
        + b"startxref\n%d\n%%%%EOF\n" % start,
        "pages in a circle": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n"
        b"<</Type/Pages/Count 9/Kids[2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n",
        "deep": b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
    }  # fmt: skip


SAID = {
    "empty": "is not a PDF",
    "text": "is not a PDF",
    "cut": "is cut off",
    "cut at the end": "is cut off",
    "encrypted": "is encrypted",
    "encrypted for printing": "is encrypted",
}


OTHERS = ("only a head and an end", "no objects", "a circle of tables", "pages in a circle", "deep")


@pytest.mark.parametrize("name", [*SAID, *OTHERS])
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, made: bytes) -> None:
    content = broken(made)[name]
    with pytest.raises(PaperError, match=SAID.get(name, "is damaged|was not made by bcdr")) as refused:
        taken_apart(content)
    assert "\n" not in refused.value.message


def taken_apart(content: bytes) -> None:
    paper = Paper(content)
    paper.leaves(), paper.parts()
    manifest_of(paper, paper.enclosed())


def test_an_attachment_that_fills_the_memory_is_not_unpacked(made: bytes) -> None:
    bomb = zlib.compressobj(9)
    data = b"".join(bomb.compress(b"\0" * 2**20) for _ in range(1500)) + bomb.flush()

    def change(read: pikepdf.Pdf) -> None:
        read.attachments["plan.yaml"].obj.EF.F.write(data, filter=pikepdf.Name.FlateDecode)

    (found,) = [f for f in Paper(saved(made, change, compress_streams=False)).enclosed() if f.name == "plan.yaml"]
    assert found.data is None
    assert "unpacks to more than 64 MiB" in found.fault


BOMB = """
import io, resource, sys, zlib
from bcdr.scrutiny.examine import manifest_of
from bcdr.scrutiny.paper import Paper
resource.setrlimit(resource.RLIMIT_AS, (1200 * 2**20, 1200 * 2**20))
try:
    paper = Paper(open(sys.argv[1], "rb").read())
    paper.leaves(), paper.parts(), paper.enclosed()
except Exception as problem:
    print(type(problem).__module__, problem)
"""


def test_many_pages_that_fill_the_memory_are_refused(made: bytes, tmp_path) -> None:
    bomb = zlib.compressobj(9)
    data = b"".join(bomb.compress(b"\0" * 2**20) for _ in range(60)) + bomb.flush()

    def change(read: pikepdf.Pdf) -> None:
        for _ in range(20):
            page = read.add_blank_page()
            page.Contents = pikepdf.Stream(read, data)
            page.Contents.write(data, filter=pikepdf.Name.FlateDecode)

    file = tmp_path / "bomb.pdf"
    file.write_bytes(saved(made, change, compress_streams=False))
    assert file.stat().st_size < 5_000_000
    done = subprocess.run([sys.executable, "-c", BOMB, file], capture_output=True, text=True, check=True)
    assert "unpacks to more than it should" in done.stdout


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "C:\\x", "a\x00b", "\u202efdp.exe", "x" * 5000])
def test_names_of_attached_files_are_only_names(name: str, made: bytes) -> None:
    found = Paper(saved(made, with_file(name, b"x"))).enclosed()
    assert name in {f.name for f in found}


def test_a_limit_on_streams_is_met_to_the_byte() -> None:
    from pypdf.generic import NameObject, StreamObject

    from bcdr.scrutiny.unpack import Budget, UnpackError

    stream = StreamObject()
    stream._data = zlib.compress(b"x" * 100)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    assert Budget().unpacked(stream, 100) == b"x" * 100
    with pytest.raises(UnpackError, match="more than"):
        Budget().unpacked(stream, 99)
    stream._data = stream._data[:-6]
    with pytest.raises(UnpackError, match="its end is missing"):
        Budget().unpacked(stream, 100)


def test_attached_files_that_fill_the_memory_together_are_not_held(made: bytes) -> None:
    bomb = zlib.compressobj(9)
    data = b"".join(bomb.compress(b"\0" * 2**20) for _ in range(60)) + bomb.flush()

    def change(read: pikepdf.Pdf) -> None:
        for n in range(4):
            with_file(f"{n}.bin", b"")(read)
            read.attachments[f"{n}.bin"].obj.EF.F.write(data, filter=pikepdf.Name.FlateDecode)

    paper = Paper(saved(made, change, compress_streams=False))
    found = {f.name: f for f in paper.enclosed()}
    assert [n for n in range(4) if found[f"{n}.bin"].data is None] == [2, 3]
    assert found["2.bin"].fault == "unpacks to more than 8 MiB"
    assert sum(len(f.data or b"") for f in found.values()) <= ATTACHED_LIMIT
    assert paper.enclosed() is paper.enclosed()


def test_a_list_that_names_the_same_files_over_and_over_ends(made: bytes) -> None:
    def change(read: pikepdf.Pdf) -> None:
        file = read.make_indirect(pikepdf.Dictionary(F="a", UF="a"))
        leaf = read.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), file] * 2000)))
        read.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Kids=pikepdf.Array([leaf] * 2000))

    with pytest.raises(PaperError, match="names more than 20,000 attached files"):
        Paper(saved(made, change)).enclosed()


def bookmarks(titles: list[str], *, is_circle: bool = False) -> Callable[[pikepdf.Pdf], None]:
    """One beside the other, as for each of many findings."""

    def change(read: pikepdf.Pdf) -> None:
        items = [read.make_indirect(pikepdf.Dictionary(Title=title)) for title in titles]
        for one, other in pairwise(items):
            one.Next, other.Prev = other, one
        if is_circle:
            items[-1].Next = items[0]
        read.Root.Outlines = read.make_indirect(pikepdf.Dictionary(First=items[0], Last=items[-1]))

    return change


def test_many_bookmarks_are_compared(made: bytes) -> None:
    titles = [str(n) for n in range(3000)]
    parts = [Paper(saved(made, bookmarks(t))).parts()["Outlines"] for t in (titles, titles, [*titles[:-1], "other"])]
    assert parts[0] == parts[1] != parts[2]
    assert len(Paper(saved(made, bookmarks(["a", "b"], is_circle=True))).parts()["Outlines"]) == 64
