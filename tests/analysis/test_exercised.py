"""Which objects a drill exercised, and how a record writes down what they were."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from bcdr.analysis.exercised import copy_used, digests, entry_of, of_whole, read, written
from bcdr.analysis.facts import Facts
from bcdr.analysis.substance import Part, substance
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

Make = Callable[..., Facts]

PLAN = """
places: {rack: {site: a}, vault: {site: b}, shelf: {site: c}, spare: {site: d}, safe: {site: e}, second: {site: f}}
credentials: {root: {}, key: {}, other: {}}
services:
  shop: {at: rack, depends_on: [datastores/db, datastores/files], standby: {at: second}}
datastores:
  db:
    at: rack
    copies:
      base: {kind: dump, at: vault}
      log: {kind: log-archive, at: vault, base: base}
      tape: {kind: tape, at: shelf, from: base}
      twin: {kind: replica, at: second}
  files: {copies: {nightly: {kind: dump, at: shelf}, twin: {kind: replica, at: second}}}
runbooks:
  one:
    title: One
    recovers: [datastores/db]
    needs: [credentials/root, places/safe, vendors/host]
    target: {at: spare}
    steps: [{do: a, needs: [credentials/key]}]
  two: {title: Two, recovers: [datastores/files]}
vendors: {host: {}}
roles: {lead: {}}
scenarios: {ransomware: {}}
"""
DB, FILES = "datastores/db", "datastores/files"
MEANS = {"runbooks/one", "credentials/root", "credentials/key", "places/safe", "places/spare"}


@pytest.mark.parametrize(
    ("drill", "objects"),
    [
        ("type: system-restore, covers: [datastores/db]", {DB}),
        ("type: system-restore, covers: [datastores/files]", {FILES, f"{FILES}/copies/nightly", "places/shelf"}),
        (
            "type: system-restore, covers: [datastores/db], recovery_point: {copy: db/base}, restored_to: spare",
            {DB, f"{DB}/copies/base", "places/vault", "places/spare"},
        ),
        (
            "type: system-restore, covers: [datastores/db], recovery_point: {copy: log}",
            {DB, f"{DB}/copies/log", f"{DB}/copies/base", "places/vault"},
        ),
        (
            "type: item-restore, covers: [datastores/db], recovery_point: {copy: db/tape}",
            {DB, f"{DB}/copies/tape", f"{DB}/copies/base", "places/vault", "places/shelf"},
        ),
        ("type: system-restore, covers: [datastores/db], recovery_point: {copy: a tape of old}", {DB}),
        (
            "type: system-restore, covers: [datastores/db, datastores/files], recovery_point: {copy: db/tape}",
            {DB, f"{DB}/copies/tape", f"{DB}/copies/base", "places/vault", "places/shelf"}
            | {FILES, f"{FILES}/copies/nightly"},
        ),
        ("type: system-restore, covers: [runbooks/one]", {DB, *MEANS}),
        ("type: system-restore, covers: [datastores/files, runbooks/one]", {DB, FILES, *MEANS}
         | {f"{FILES}/copies/nightly", "places/shelf"}),
        ("type: system-restore, covers: [services/shop]", {"services/shop"}),
        (
            "type: functional-exercise, covers: [services/shop, datastores/files], restored_to: spare",
            {"services/shop", FILES, f"{FILES}/copies/nightly", "places/shelf", "places/spare"},
        ),
        ("type: failover, covers: [services/shop]", {"services/shop", "places/second"}),
        ("type: failover, covers: [places/rack]", {"places/rack"}),
        ("type: walkthrough, covers: [runbooks/one]", {"runbooks/one", DB}),
        ("type: tabletop, covers: [scenarios/ransomware, roles/lead], scenario: ransomware", set()),
        ("type: notification-test, covers: [credentials/other, roles/lead]", {"credentials/other"}),
    ],
)  # fmt: skip
def test_a_drill_exercised(facts: Make, drill: str, objects: set[str]) -> None:
    plan = facts(PLAN + f"drills: {{d: {{{drill}}}}}").plan
    assert set(digests(plan.drills["d"], plan)) == objects


@pytest.mark.parametrize(
    ("store", "point", "copy"),
    [
        ("db", "unknown", None),
        ("files", "unknown", "nightly"),
        ("db", "{copy: db/log}", "log"),
        ("db", "{copy: log}", "log"),
        ("db", "{copy: files/nightly}", None),
        ("files", "{copy: db/log}", "nightly"),
        ("files", "{copy: files/gone}", None),
        ("files", "{copy: some words}", None),
        ("files", "{copy: twin}", "twin"),
    ],
)
def test_the_copy_that_was_used(facts: Make, store: str, point: str, copy: str | None) -> None:
    plan = facts(PLAN + f"drills: {{d: {{type: system-restore, recovery_point: {point}}}}}").plan
    found = copy_used(plan.datastores[store], plan.drills["d"])
    assert (found.id if found is not None else None) == copy


@pytest.mark.parametrize("ref", ["datastores/none", "datastores/db/copies/none", "places/db/copies/base", "none", ""])
def test_what_is_not_in_the_plan_is_nothing(facts: Make, ref: str) -> None:
    assert entry_of(facts(PLAN).plan, ref) is None


def test_a_digest_can_be_read_again() -> None:
    parts = (
        Part("at", "x", is_open=True),
        Part("base", None, is_open=False),
        Part("steps.a.run", "b=c", is_open=False),
    )
    text = written(parts)
    scheme, whole, fields = read(text)
    assert (scheme, whole, list(fields)) == (1, "", ["at", "steps.a.run"])
    assert written([]) == "v1"
    assert read("v1") == (1, "", {})
    assert read("a" * 64) == (0, "a" * 64, {})


OLD = """
places: {vault: {site: b, provider: host}}
credentials: {key: {kept_in: places/vault, mfa: yes, can: {restore: [datastores/db]}}}
datastores:
  db:
    engine: PostgreSQL 16.4
    contents: [tables, files]
    copies: {nightly: {kind: dump, at: vault, tool: pg_dump 16, encrypted: {key: {at: vault}}, excludes: [logs]}}
runbooks:
  r:
    title: R
    recovers: [datastores/db]
    needs: [credentials/key]
    steps: [{id: load, do: Load, kind: restore, run: "pg_restore -d $TO", environment: [TO]}, {do: Look, kind: verify}]
drills: {d: {type: system-restore, covers: [runbooks/r]}}
"""
KEPT = {
    "credentials/key": "v1 can.restore=9cf130e266df kept_in=e625f20679d3 mfa=45bbad62ef65",
    "datastores/db": "v1 class=c8d80b980b02 contents=39c9c581033e engine=c960f413cc9e",
    "datastores/db/copies/nightly": "v1 at=fe085c09439b encrypted=23e022dd0866 encrypted.key.at=f4541eec37bb excludes=380f938e6df9 kind=7d9f63e9a7c2 tool=eb1a8434c186",
    "places/vault": "v1 site=7d689d710684 provider=29713424a56c",
    "runbooks/r": "v1 steps=702ac132101c steps.load.environment=de6c95c76bcc steps.load.run=05f17a6c978f",
}
WHOLE = "f46494874e6fdb77653f439a42ed6d005e0137ab39b2beacdf039980c1e68221"


def test_the_digests_of_scheme_1_stay_what_they_are(facts: Make) -> None:
    """The records of years are compared with them: whoever changes one of these voids them all."""
    plan = facts(OLD).plan
    assert digests(plan.drills["d"], plan) == KEPT
    assert of_whole(substance(plan.datastores["db"], plan)) == WHOLE


def test_digests_pass_through_a_plan(facts: Make) -> None:
    """As they are written they are read, and the digests of a drill that has them are the same."""
    text = PLAN + "drills: {d: {type: system-restore, covers: [datastores/files, runbooks/one], %s}}"
    plan = facts(text % "").plan
    found = digests(plan.drills["d"], plan)
    said = ", ".join(f"{ref}: {digest}" for ref, digest in found.items())
    again = facts(text % f"digests: {{{said}}}").plan
    assert again.drills["d"].digests == found
    assert digests(again.drills["d"], again) == found


@pytest.mark.parametrize(
    "text", ["v1 at=12", "at=123456789abc", "v0", "v1  at=123456789abc", "v1 at=123456789ABC", "x"]
)
def test_what_is_no_digest_is_refused(text: str) -> None:
    plan = f"bcdr: 1\norganization: {{name: T}}\ndrills: {{d: {{type: tabletop, digests: {{a: '{text}'}}}}}}"
    loaded = load(from_texts({"plan.yaml": plan}))
    assert [p.rule for p in loaded.problems] == ["invalid-value"]


def test_what_a_runbook_recovers_later_was_not_exercised(facts: Make) -> None:
    drill = "drills: {d: {type: system-restore, covers: [runbooks/one], occurred: 2026-05-01, result: passed, %s}}"
    plan = facts(PLAN + drill % "").plan
    said = ", ".join(f"{ref}: {digest}" for ref, digest in digests(plan.drills["d"], plan).items())
    more = PLAN.replace("recovers: [datastores/db]", "recovers: [datastores/db, datastores/files]")
    plans: list[Plan] = []
    for digested in ("", f"digests: {{{said}}}"):
        found = facts(more + drill % digested)
        plans.append(found.plan)
        counts = [bool(found.passed_restores(found.plan.datastores[id_])) for id_ in ("db", "files")]
        assert counts == [True, not digested]


def test_digests_are_the_same_on_a_python_without_its_own_sha256(facts: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = substance(facts(PLAN).plan.datastores["db"], facts(PLAN).plan)
    before = of_whole(parts)
    monkeypatch.setitem(sys.modules, "_sha256", None)
    assert of_whole(parts) == before
