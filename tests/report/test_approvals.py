"""What git says of the plan's files, in words: who wrote, who took it in, what its signature is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bcdr.report.approvals import git_blocks
from bcdr.report.block import Paragraph, Table
from bcdr.report.lineage import Act, FileActs, Lineage
from bcdr.report.provenance import Provenance

ACT = Act("a" * 40, date(2026, 3, 4), "Ada", "Ada", "N", "", is_merge=False)
MERGE = Act("b" * 40, date(2026, 3, 9), "Bea", "Bea", "G", "bea@example.org", is_merge=True)


def rows(origin: Provenance, *files: FileActs, cut: bool = False) -> list[list[str]]:
    table = git_blocks(replace(origin, lineage=Lineage(files, cut)))[0]
    assert isinstance(table, Table)
    return [["; ".join("".join(s.text for s in line) for line in c.lines) for c in row] for row in table.rows]


@pytest.mark.parametrize(
    ("changed", "taken_in", "words"),
    [
        pytest.param(ACT, ACT, ["Ada", "nobody", "none"], id="alone and unsigned"),
        pytest.param(
            ACT, MERGE, ["Ada", "Bea; merged 2026-03-09; bbbbbbbbbbbb", "change: none; merge: good, bea@example.org"],
            id="merged by another",
        ),
        pytest.param(
            ACT, MERGE._replace(committer="Ada"), ["Ada", "nobody", "change: none; merge: good, bea@example.org"],
            id="merged by the author",
        ),
        pytest.param(
            ACT._replace(committer="Forge"), ACT._replace(committer="Forge"), ["Ada", "Forge; committed it", "none"],
            id="committed by another",
        ),
        pytest.param(ACT._replace(signature="-"), None, ["Ada", "nobody", "there, and git has nothing set up to check it with"], id="not checked"),
        pytest.param(ACT._replace(signature="B"), None, ["Ada", "nobody", "bad: it does not fit the commit"], id="bad"),
        pytest.param(ACT._replace(signature="?"), None, ["Ada", "nobody", "git says '?'"], id="a letter of a later git"),
        pytest.param(None, MERGE, ["Bea", "nobody", "good, bea@example.org"], id="only a merge holds it"),
    ],
)  # fmt: skip
def test_who_and_how(provenance: Provenance, changed: Act | None, taken_in: Act | None, words: list[str]) -> None:
    [row] = rows(provenance, FileActs("plan.yaml", changed, taken_in))
    assert row[0] == "plan.yaml"
    assert row[2:] == words


def test_files_with_one_last_change_share_a_row_and_the_newest_stands_first(provenance: Provenance) -> None:
    found = rows(
        provenance,
        FileActs("old.yaml", ACT, ACT),
        *(FileActs(f"{n}.yaml", ACT, MERGE) for n in range(8)),
        FileActs("open.yaml", ACT, ACT, is_modified=True),
        FileActs("new.yaml", None, None),
    )
    assert [row[0].partition(",")[0] for row in found] == ["new.yaml", "0.yaml", "open.yaml", "old.yaml"]
    assert found[0][1:] == ["never committed", "not known", "not known", "not known"]
    assert found[1][0].endswith("and 3 more")
    assert found[2][1].endswith("changed since, not committed")


def test_files_that_one_person_changed_share_a_row_with_the_span_of_their_days(provenance: Provenance) -> None:
    late = ACT._replace(commit="c" * 40, day=date(2026, 5, 6))
    found = rows(
        provenance,
        *(FileActs(f"{act.commit[0]}.yaml", act, act) for act in (late, ACT, ACT._replace(commit="d" * 40))),
        FileActs("signed.yaml", ACT._replace(signature="G"), None),
        FileActs("other.yaml", ACT._replace(author="Cid", committer="Cid"), None),
    )
    assert ["c.yaml, a.yaml, d.yaml", "2026-03-04 to; 2026-05-06; cccccccccccc; and 2 other commits"] in [
        row[:2] for row in found
    ]
    assert sorted(row[2] for row in found) == ["Ada", "Ada", "Cid"]


def test_where_a_clone_ends_nobody_is_named(provenance: Provenance) -> None:
    end = Act("e" * 40, date(2026, 3, 4), "", "", "", "", is_merge=False)
    [row] = rows(provenance, FileActs("plan.yaml", end, end, is_modified=True), cut=True)
    assert row[1] == "2026-03-04; eeeeeeeeeeee; changed since, not committed; or earlier: the clone ends here"
    assert row[2:] == ["not known"] * 3


@pytest.mark.parametrize(
    ("revision", "words"),
    [(None, "not under version control"), ("abc", "left out of this edition")],
)
def test_that_nothing_is_told_is_said(provenance: Provenance, revision: str | None, words: str) -> None:
    [said] = git_blocks(replace(provenance, revision=revision))
    assert isinstance(said, Paragraph)
    assert words in said.spans[0].text


def test_no_word_of_it_is_an_approval_and_a_cut_clone_says_so(provenance: Provenance) -> None:
    _, note = git_blocks(replace(provenance, lineage=Lineage((FileActs("plan.yaml", ACT, MERGE),), is_cut=True)))
    assert isinstance(note, Paragraph)
    assert "none is counted as one here" in note.spans[0].text
    assert "does not reach back" in note.spans[0].text
