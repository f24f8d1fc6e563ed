"""Restores: the age of what came back, and the place it came back to."""

from __future__ import annotations

import pytest

from .conftest import Said

DRILL = "{type: %s, covers: [datastores/d], occurred: %s, result: %s, measured: {%s}}"
STORE = "datastores: {d: {rpo: 1h}}\ndrills:\n"
HOME = """
places:
  rack: {site: a, storage: host, provider: self, account: own, admin: root}
  spare: {site: b, storage: other, provider: %s, account: away, admin: away}
  shelf: {site: a, storage: host}
  bare: {site: b}
datastores: {d: {at: rack, class: %s, personal: %s}}
runbooks: {r: {title: R, recovers: [datastores/d], target: {%s}}}
"""


def drills(*each: str) -> str:
    return STORE + "".join(f"  n{n}: {one}\n" for n, one in enumerate(each))


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 1h")), []),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 61m")), ["datastores/d"]),
        (drills(DRILL % ("full-scale", "2026-01-01", "failed", "rpo: 61m")), ["datastores/d"]),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 2h"), DRILL % ("system-restore", "2026-02-01", "passed", "rpo: 1h")), []),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 1h"), DRILL % ("system-restore", "2026-02-01", "passed", "rpo: 2h")), ["datastores/d"]),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 2h"), DRILL % ("system-restore", "2026-02-01", "passed", "rto: 1h")), ["datastores/d"]),
        (drills(DRILL % ("failover", "2026-01-01", "passed", "rpo: 2h")), []),
        (drills(DRILL % ("full-scale", "2026-12-01", "passed", "rpo: 2h")), []),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rto: 2h")), []),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: unbounded")), ["datastores/d"]),
        (drills(DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 2h")).replace("rpo: 1h}", "size: 1GB}", 1), []),
    ],
    ids=[
        "on the objective", "a minute more", "failed and measured", "better since", "worse since", "not measured since",
        "a failover restores nothing", "planned", "no point measured", "everything lost", "no objective",
    ],
)  # fmt: skip
def test_rpo_missed_in_drill(said: Said, plan: str, found: list[str]) -> None:
    assert said("rpo-missed-in-drill", plan) == found


@pytest.mark.parametrize(("copy", "found"), [("d/n", ["datastores/d"]), ("n", ["datastores/d"]), ("other/n", [])])
def test_the_age_of_data_of_another_datastore_misses_nothing(said: Said, copy: str, found: list[str]) -> None:
    drill = DRILL % ("full-scale", "2026-01-01", "passed", "rpo: 2h")
    dated = drill.replace("result:", f"recovery_point: {{copy: {copy}}}, result:")
    assert dated != drill
    assert said("rpo-missed-in-drill", drills(dated)) == found


@pytest.mark.parametrize(
    ("class_", "target", "found"),
    [
        ("truth", "what: a server, segregated: yes", []),
        ("truth", "what: a server, segregated: no", ["runbooks/r"]),
        ("truth", "what: a server", ["runbooks/r"]),
        ("truth", "at: spare", []),
        ("truth", "at: bare", ["runbooks/r"]),
        ("truth", "at: shelf, segregated: yes", ["runbooks/r"]),
        ("truth", "at: spare, segregated: no", ["runbooks/r"]),
        ("truth", "lead_time: 1h", []),
        ("derived", "what: a server", []),
    ],
    ids=[
        "said apart", "said not apart", "not said", "labels show it", "labels do not show it", "on the same host",
        "labels against the word", "no target named", "can be made again",
    ],
)  # fmt: skip
def test_restore_target_not_segregated(said: Said, class_: str, target: str, found: list[str]) -> None:
    assert said("restore-target-not-segregated", HOME % ("self", class_, "ordinary", target)) == found


def test_a_runbook_that_restores_no_data_needs_no_target_apart(said: Said) -> None:
    assert said("restore-target-not-segregated", "runbooks: {r: {title: R, target: {what: a server}}}") == []


LOGS = "measures: {m: {title: Logs, kind: %s, status: %s, affects: [%s]}}"


@pytest.mark.parametrize(
    ("provider", "level", "measures", "found"),
    [
        ("self", "ordinary", LOGS % ("logging", "in-place", "places/rack"), ["places/spare"]),
        ("self", "ordinary", LOGS % ("logging", "in-place", "places/rack, places/spare"), []),
        ("self", "ordinary", LOGS % ("logging", "planned", "places/rack"), []),
        ("self", "ordinary", LOGS % ("training", "in-place", "places/rack"), []),
        ("self", "ordinary", LOGS % ("logging", "in-place", "datastores/d"), []),
        ("self", "none", LOGS % ("logging", "in-place", "places/rack"), []),
        ("self", "ordinary", LOGS % ("physical", "in-place", "places/rack"), ["places/spare"]),
        ("host", "ordinary", LOGS % ("physical", "in-place", "places/rack"), []),
        ("self", "ordinary", "", []),
    ],
    ids=[
        "missing there", "there too", "only planned", "no guard of a place", "goes with the data", "no personal data",
        "doors of our own", "doors of a vendor", "nothing anywhere",
    ],
)  # fmt: skip
def test_restored_env_weaker(said: Said, provider: str, level: str, measures: str, found: list[str]) -> None:
    plan = HOME % (provider, "truth", level, "at: spare, segregated: yes")
    assert said("restored-env-weaker", plan + measures) == found


LOGIN = "{can: {delete: [places/%s]}, mfa: %s}"


@pytest.mark.parametrize(
    ("rack", "spare", "found"),
    [
        ("yes", "no", ["places/spare"]),
        ("yes", "yes", []),
        ("no", "no", []),
        ("yes", "unknown", []),
        ("unknown", "no", []),
    ],
)
def test_the_second_factor_is_compared(said: Said, rack: str, spare: str, found: list[str]) -> None:
    logins = f"credentials: {{a: {LOGIN % ('rack', rack)}, b: {LOGIN % ('spare', spare)}}}"
    plan = HOME % ("self", "truth", "ordinary", "at: spare, segregated: yes")
    assert said("restored-env-weaker", plan + logins) == found
