"""Which format a content is; hostile and foreign contents are one sentence, whatever is in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.errors import BcdrError
from bcdr.evidence.fact import Fact
from bcdr.evidence.formats.unread import unread
from bcdr.evidence.material import material
from bcdr.evidence.reading import ALIASES, MODULES, reader
from tests.evidence.conftest import report_of, snapshot
from tests.evidence.test_formats import CASES

EXPECTED = {"borgmatic": "borg", "borg 2": "borg", "veeam": "csv"}


@pytest.mark.parametrize("name", list(CASES))
def test_the_content_tells_the_format(name: str) -> None:
    word = name.split(":", maxsplit=1)[0]
    head = word.split()[0]
    expected = EXPECTED.get(word) or EXPECTED.get(head) or ("aws-backup" if head == "aws" else head)
    content, _ = CASES[name]
    if content == [] or not content:
        return
    assert report_of(content).format == expected


def test_every_reader_is_called_what_it_says() -> None:
    assert [reader(name).NAME for name in MODULES] == list(MODULES)
    assert {reader(name).NAME for name in ALIASES} <= set(MODULES)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Collection Status\n-----\nFound primary backup chain with matching signature chain:\nChain start time: Sun May  4 01:00:07 2031\n", "duplicity"),
        ([{"backup_name": "base_0", "wal_file_name": "0", "start_time": "2031-05-04T01:00:00Z"}], "WAL-G"),
        ([{"instance": "main", "backups": [{"id": "X", "backup-mode": "FULL", "status": "OK"}]}], "pg_probackup"),
        ([{"kind": "sql#backupRun", "status": "SUCCESSFUL"}], "Cloud SQL"),
        ([{"properties": {"entityFriendlyName": "vm", "status": "Completed"}}], "Azure Backup"),
        ({"data": [{"sessionType": "BackupJob", "name": "x"}]}, "the REST interface of Veeam"),
    ],
    ids=lambda v: v if isinstance(v, str) and len(v) < 30 else "",
)  # fmt: skip
def test_known_by_sight_and_not_read_yet(content: Any, name: str) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    assert unread(material(text.encode())) == name
    with pytest.raises(BcdrError) as refused:
        report_of(content)
    assert refused.value.message == f"the reports of {name} are not read yet"
    assert "csv" in refused.value.hint


@pytest.mark.parametrize(
    ("content", "format", "reason"),
    [
        ({"hello": "world"}, None, "JSON that no known program writes"),
        ([[["x"]]], None, "JSON that no known program writes"),
        ("Dear all,\n", None, "text that no known program writes"),
        ([], None, "empty list"),
        ([snapshot("2031-05-04")], "borg", "a report of restic, not of borg"),
        ({"hello": "world"}, "borg", "of no known version, or no report of borg"),
        ("Job;End;State\nshop;03/04/2031;ok\n", None, "a table whose columns are not known"),
        ("Dear all;;\n\nthis is no table\n", None, "text that no known program writes"),
        ("one,two\n1,2\n", None, "text that no known program writes"),
        ([snapshot("2031-05-04")], "", "an empty name is no format"),
        ([snapshot("2031-05-04")], "csv", "it is JSON, not a table"),
        ([snapshot("2031-05-04")], "tape", "tape is no format"),
    ],
)
def test_what_is_not_read(content: Any, format: str | None, reason: str) -> None:
    with pytest.raises(BcdrError) as refused:
        report_of(content, format)
    assert reason in refused.value.message


def test_a_content_built_otherwise_is_no_report() -> None:
    with pytest.raises(BcdrError, match="no known program"):
        report_of({"items": {"y": 2}, "kind": "BackupList" * 2, "data": 5})


def test_a_report_in_which_no_backup_stands_says_so() -> None:
    report = report_of({"BackupJobs": {"x": 1}})
    assert (report.facts, report.remarks) == ((), ("no backup stands in it",))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    if isinstance(value, dict):
        return found + [p for k, v in value.items() for p in _places(v, (*way, k))]
    if isinstance(value, list):
        return found + [p for n, v in enumerate(value) for p in _places(v, (*way, n))]
    return found


def _put(value: Any, way: tuple[Any, ...], new: Any) -> Any:
    if not way:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = _put(value[way[0]], way[1:], new)
    return copy


_WHOLE = [c for c, _ in CASES.values() if isinstance(c, (dict, list)) and c]


@given(st.data())
def test_a_report_with_anything_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(_WHOLE))
    way = data.draw(st.sampled_from(_places(content)))
    spoiled = _put(content, way, data.draw(_JSON))
    try:
        facts = report_of(spoiled).facts
    except BcdrError:
        return  # refused; any other exception is a fault
    assert all(isinstance(f, Fact) for f in facts)


@given(st.data())
def test_a_report_cut_anywhere_gives_no_fact_of_what_is_missing(data: st.DataObject) -> None:
    content = json.dumps(data.draw(st.sampled_from(_WHOLE)))
    cut = data.draw(st.integers(1, len(content) - 1))
    with pytest.raises(BcdrError):
        report_of(content[:cut])


@pytest.mark.parametrize("name", ["vzdump: a section a guest", "csv: ISO with offset"])
def test_a_text_cut_anywhere_gives_no_success_that_the_whole_does_not_have(name: str) -> None:
    content, expected = CASES[name]
    whole = {(n, at, r) for n, at, r in expected if r.value == "success"}
    for cut in range(1, len(content)):
        try:
            facts = report_of(content[:cut]).facts
        except BcdrError:
            continue
        assert {f.full_name for f in facts if f.result.value == "success"} <= {n for n, _, _ in whole}
