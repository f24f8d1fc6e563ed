"""What has changed since a drill, as findings and documents say it."""

from __future__ import annotations

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.voiding import Difference
from bcdr.rules.since import changed
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

from .conftest import AS_OF

PLAN = """
bcdr: 1
organization: {name: T}
places: {vault: {name: Bank vault}}
services: {shop: {name: Shop}}
datastores: {db: {name: Orders, copies: {nightly: {kind: dump}}}, log: {}}
runbooks: {r: {title: Restore orders}}
"""
DB, BOOK = "datastores/db", "runbooks/r"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([(DB, "engine")], "`engine` of Orders changed"),
        ([(DB, "engine"), (DB, "engine")], "`engine` of Orders changed"),
        ([(DB, "at"), (DB, "engine")], "`at` and `engine` of Orders changed"),
        ([(DB, "engine"), ("places/vault", "site")], "`engine` of Orders and `site` of Bank vault changed"),
        ([(f"{DB}/copies/nightly", "encrypted.key.at")], "`encrypted.key.at` of copy nightly of Orders changed"),
        ([(BOOK, "steps"), (BOOK, "steps.load.run")], "`steps` and `run` of step load of Restore orders changed"),
        ([(BOOK, "steps.step-3.check")], "`check` of step 3 of Restore orders changed"),
        ([(BOOK, "steps.a.b.run")], "`run` of step a.b of Restore orders changed"),
        ([("services/shop", "depends_on.datastores/log")], "dependency on log of Shop changed"),
        ([(DB, "")], "Orders changed"),
        ([("datastores/log", "at"), (DB, "")], "`at` of log and Orders changed"),
        ([(DB, "at"), (DB, "engine"), (DB, "class"), (DB, "contents"), (DB, "run_by"), (DB, "x")],
         "`at`, `engine`, `class`, `contents`, `run_by` and 1 more of Orders changed"),
    ],
)  # fmt: skip
def test_words(found: list[tuple[str, str]], words: str) -> None:
    assert changed([Difference(*each) for each in found], facts()) == words


def test_what_is_gone() -> None:
    gone = Difference(f"{DB}/copies/old", is_gone=True)
    assert changed([gone], facts()) == "copy old of Orders is gone"
    assert changed([Difference(DB, "at"), gone], facts()) == "`at` of Orders changed and copy old of Orders is gone"


def facts() -> Facts:
    plan = load(from_texts({"plan.yaml": PLAN})).plan
    assert plan is not None
    return Facts(plan, AS_OF)
