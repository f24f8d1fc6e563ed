"""The history that travels with a document reads back as it was, and anything else is refused."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bcdr.report.lineage import Act, FileActs, Lineage, Since, as_data, from_data

ACT = Act("ab" * 20, date(2026, 3, 4), "Ada", "Bea", "G", "ada@example.org", is_merge=True)
LINEAGE = Lineage((FileActs("plan.yaml", ACT, None), FileActs("b.yaml", None, ACT, is_modified=True)), is_cut=True)
SINCE = Since("revision 1", "", (("services/a", ("rto 4h -> 8h",)),), (("f1", "new"),), (("f2", "old"), ("f3", "old")))


@pytest.mark.parametrize("since", [None, SINCE, Since(unknown="nobody said")])
@pytest.mark.parametrize("lineage", [None, LINEAGE, Lineage(())])
def test_it_reads_back(lineage: Lineage | None, since: Since | None) -> None:
    assert from_data(json.loads(json.dumps(as_data(lineage, since)))) == (lineage, since)


def test_changes_are_counted_over_all_objects() -> None:
    assert Since(changes=(("a/b", ("x", "y")), ("c/d", ("z",)))).total == 3


def spoilt(**values: Any) -> Any:
    return json.loads(json.dumps(as_data(LINEAGE, SINCE))) | values


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="a list"),
        pytest.param({}, id="empty"),
        pytest.param(spoilt(**{"bcdr-history": 2}), id="a later version"),
        pytest.param(spoilt(git={"files": [{"file": 1}], "cut": False}), id="a name that is a number"),
        pytest.param(spoilt(git={"files": 3}), id="files that are a number"),
        pytest.param(spoilt(since={"what": "x"}), id="half of it"),
        pytest.param(spoilt(since="x"), id="a text"),
    ],
)
def test_anything_else_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match="history is not written"):
        from_data(data)
