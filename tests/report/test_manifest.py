"""What a document says of its making: names, limits, and reading it back from anywhere."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bcdr.report.document import Attachment, Listed
from bcdr.report.manifest import NAME, Manifest, as_data, enclose, flattened, from_data

SHA = "0" * 64
WHOLE = Manifest(
    kind="art35",
    title="Title",
    as_of=date(2026, 11, 21),
    tool="bcdr 1",
    set_with="WeasyPrint 70.0",
    digest=SHA,
    revision=None,
    is_modified=True,
    options={"dpia": "x"},
    files=(Listed("a.yaml", SHA, 3, "a.yaml"), Listed("b.yaml", SHA, 9, why="larger than allowed")),
    others=(Listed("findings.json", SHA, 1, "findings.json"),),
    evidence=(("log", "evidence/log", None), ("two", "evidence/two", SHA)),
    templates={"report/print.css": SHA},
    private=1,
    program=SHA,
)


def test_it_reads_what_it_writes() -> None:
    assert from_data(as_data(WHOLE)) == WHOLE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bcdr-manifest": "1"}, "no manifest"),
        ({"bcdr-manifest": True}, "no manifest"),
        ({"bcdr-manifest": 2}, "version 2 of the manifest, newer"),
        ({"document": None}, "not written as"),
        ({"document": {"kind": 3}}, "not written as"),
        ({"others": [{"name": "x"}]}, "not written as"),
        ({"others": [{"name": "x", "sha256": "no", "size": 1, "attachment": None}]}, "not written as"),
        ({"others": [{"name": "x", "sha256": SHA, "size": -1, "attachment": None}]}, "not written as"),
        ({"evidence": [{"id": 1, "file": "x", "sha256": None}]}, "not written as"),
        ({"made_with": {"tool": "b", "libraries": "c", "templates": []}}, "not written as"),
    ],
)
def test_a_manifest_from_anywhere_is_not_believed(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_data(as_data(WHOLE) | change)


def test_a_document_from_before_the_state_of_the_program_was_written_down() -> None:
    data = as_data(WHOLE)
    del data["made_with"]["program"]
    assert from_data(data) == replace(WHOLE, program="")


@pytest.mark.parametrize("data", [None, [], "x", {}, 7])
def test_something_else_is_no_manifest(data: Any) -> None:
    with pytest.raises(ValueError, match="no manifest"):
        from_data(data)


@pytest.mark.parametrize(
    ("name", "flat"),
    [
        ("plan.yaml", "plan.yaml"),
        ("shop/data.yaml", "shop--data.yaml"),
        ("../../etc/passwd", "etc--passwd"),
        ("/etc/passwd", "etc--passwd"),
        ("C:\\x.yaml", "C__x.yaml"),
        ("Grüße \u202elmay.exe", "Gr__e__lmay.exe"),
        (".hidden", "hidden"),
        ("-rf.yaml", "rf.yaml"),
        ("", "_"),
    ],
)
def test_names_that_every_system_can_save(name: str, flat: str) -> None:
    assert flattened(name) == flat


def test_long_names_stay_apart() -> None:
    one, two = flattened("a" * 200 + "1.yaml"), flattened("a" * 201 + "1.yaml")
    assert one != two
    assert max(len(one), len(two)) <= 100
    assert one.endswith(".yaml")


def of(name: str, data: bytes = b"x") -> tuple[str, Attachment]:
    return name, Attachment(name, "about", "Source", "text/plain", data)


def test_no_two_files_go_by_one_name() -> None:
    listed, attached = enclose([of("a/b.yaml"), of("A--b.yaml"), of("a--B.yaml"), of(NAME), of("x"), of("X")])
    names = [e.attachment for e in listed]
    assert names == ["a--b.yaml", "A--b-2.yaml", "a--B-3.yaml", "bcdr-manifest-2.json", "x", "X-2"]
    assert [a.name for a in attached] == names


@pytest.mark.parametrize(
    ("limit", "total", "attached"),
    [(5, 99, ["a", "b", "c"]), (4, 99, ["b", "c"]), (5, 8, ["a", "c"]), (5, 9, ["a", "b"]), (0, 0, [])],
)
def test_what_is_too_large_is_listed_and_not_attached(limit: int, total: int, attached: list[str]) -> None:
    wanted = [of("a", b"12345"), of("b", b"1234"), of("c", b"123")]
    listed, found = enclose(wanted, limit=limit, total=total)
    assert [a.name for a in found] == attached
    assert [e.attachment for e in listed if e.attachment] == attached
    for entry, (name, file) in zip(listed, wanted, strict=True):
        assert (entry.name, entry.size) == (name, len(file.data))
        assert entry.sha256 == hashlib.sha256(file.data).hexdigest()
        assert bool(entry.why) != bool(entry.attachment)
