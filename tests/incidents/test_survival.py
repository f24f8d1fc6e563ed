"""Incidents that really happened: from the plan of the day before, the command must predict what followed.

The cases are in `survival.yaml`. A prediction is read from the command as people run it, `bcdr whatif`, so that
everything from the text of the plan to the printed answer takes part.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import ServiceState, Survival
from bcdr.analysis.survival.event import canonical
from bcdr.analysis.survival.fate import DataState
from bcdr.cli.entry import run
from bcdr.model.value import parse_duration
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.incidents.plans import HOME, PLANS

SECTIONS = ("datastores", "services", "credentials", "channels", "runbooks")
NEVER_DOWN = ("runs", "on fallback")


class Case(NamedTuple):
    """A plan, a day, an event, and what must be predicted for each object."""

    plan: str
    name: str
    kind: str
    as_of: str
    predicts: dict[str, dict[str, Any]]
    lose: tuple[str, ...] = ()
    hostile: tuple[str, ...] = ()
    scenario: str = ""
    detection: str = ""
    fact: str = ""
    change: dict[str, Any] | None = None

    @property
    def single(self) -> str:
        """The event, where the case has only one."""
        given = [canonical(ref, hostile=False) for ref in self.lose]
        given += [canonical(ref, hostile=True) for ref in self.hostile]
        return given[0] if len(given) == 1 and not self.scenario else ""

    @property
    def text(self) -> str:
        """The plan, with the change laid over it."""
        text = (HOME / self.plan / "plan.yaml").read_text("utf-8")
        if self.change is None:
            return text
        return yaml.safe_dump(laid_over(yaml.load(text, yaml.BaseLoader), self.change), allow_unicode=True)

    @property
    def survival(self) -> Survival:
        """What survives what in this plan on this day."""
        plan = load(from_texts({"plan.yaml": self.text})).plan
        assert plan is not None, self.name
        detection = parse_duration(self.detection) if self.detection else None
        return Survival(Facts(plan, date.fromisoformat(self.as_of)), detection)

    def words(self, home: Path) -> list[str]:
        """The command line for the plan in `home`."""
        found = ["whatif", str(home), "--as-of", self.as_of, "--format", "json"]
        found += [word for ref in self.lose for word in ("--lose", ref)]
        found += [word for ref in self.hostile for word in ("--hostile", ref)]
        found += ["--scenario", self.scenario] if self.scenario else []
        return [*found, "--detection", self.detection] if self.detection else found


def laid_over(whole: Any, change: Any) -> Any:
    """`whole` with what `change` says instead; maps are merged, everything else is replaced."""
    if not isinstance(whole, dict) or not isinstance(change, dict):
        return change
    return {**whole, **{key: laid_over(whole.get(key), value) for key, value in change.items()}}


# everything stays text, as the loader of plans reads it
CASES = [Case(**row) for row in yaml.load((HOME / "survival.yaml").read_text("utf-8"), yaml.BaseLoader)["cases"]]


def differences(predicts: dict[str, dict[str, Any]], answer: dict[str, Any]) -> Iterator[str]:
    """Where the answer is not what was to be predicted, one readable line each."""
    found = {row["ref"]: row for section in SECTIONS for row in answer.get(section, ())}
    for ref, wanted in predicts.items():
        row = found.get(ref)
        if row is None:
            yield f"{ref}: not in the answer"
            continue
        for key, value in wanted.items():
            yield from (f"{ref}: {line}" for line in CHECKS[key](value, row))


def _state(wanted: str | list[str], row: dict[str, Any]) -> Iterator[str]:
    if row["state"] not in _several(wanted):
        yield f"is {row['state']!r}, expected {' or '.join(map(repr, _several(wanted)))}: {json.dumps(row)}"


def _via(wanted: str | list[str], row: dict[str, Any]) -> Iterator[str]:
    if row["via"] not in _several(wanted):
        yield f"comes back via {row['via']}, expected {' or '.join(_several(wanted))}"


def _loses(wanted: dict[str, str], row: dict[str, Any]) -> Iterator[str]:
    yield from _within("loses", wanted.get("at_least"), wanted.get("at_most"), row["data_lost_seconds"])


def _back(wanted: dict[str, str], row: dict[str, Any]) -> Iterator[str]:
    seconds = 0 if row["state"] in NEVER_DOWN else row["back_after_seconds"]
    yield from _within("is back after", wanted.get("earliest"), wanted.get("latest"), seconds)


def _says(wanted: str | list[str], row: dict[str, Any]) -> Iterator[str]:
    text = json.dumps(row)
    yield from (f"does not say {words!r}: {text}" for words in _several(wanted) if words not in text)


CHECKS = {"state": _state, "via": _via, "loses": _loses, "back": _back, "says": _says}


def _within(what: str, least: str | None, most: str | None, seconds: float | None) -> Iterator[str]:
    if seconds is None:
        yield f"{what}: not known, expected from {least} to {most}"
        return
    value = timedelta(seconds=seconds)
    if (least and value < parse_duration(least)) or (most and value > parse_duration(most)):
        yield f"{what} {value}, expected from {least} to {most}"


def _several(wanted: str | list[str]) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]


def predicted(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command answers."""
    code = run(words)
    out, err = capsys.readouterr()
    if code not in {0, 1} or err:
        raise RuntimeError(err)
    answer: dict[str, Any] = json.loads(out)
    return answer


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.plan}: {c.name}")
def test_is_predicted(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = HOME / case.plan
    if case.change is not None:
        home = tmp_path
        (home / "plan.yaml").write_text(case.text, "utf-8")
    words = case.words(home)
    found = list(differences(case.predicts, predicted(words, capsys)))
    assert not found, "\n".join([f"bcdr {' '.join(words)}", f"in fact: {case.fact}", *found])


GIVEN = ("services/", "places/", "channels/", "roles/")
"""Kinds of events that are looked at only when somebody gives them."""


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.single and not c.single.startswith(GIVEN)], ids=lambda c: f"{c.plan}: {c.name}"
)
def test_search_for_fatal_events_agrees(case: Case) -> None:
    survival = case.survival
    assert case.single in survival.ground.universe
    for ref, wanted in case.predicts.items():
        if ref.startswith("datastores/") and "state" in wanted:
            found = {f.events: f.is_certain for f in survival.fatal(1).of(ref)}
            states = set(_several(wanted["state"]))
            assert (found.get((case.single,)) is True) >= (states <= {"lost", "partly lost"}), ref
            assert ((case.single,) in found) <= bool(states & {"lost", "partly lost", "not shown"}), ref


@pytest.mark.parametrize("home", PLANS, ids=lambda p: p.name)
def test_nothing_lost_loses_nothing(home: Path) -> None:
    case = next(c for c in CASES if c.plan == home.name and c.change is None)
    after = case.survival.aftermath(())
    assert {f.state for f in after.data} <= {DataState.INTACT}
    assert {f.state for f in after.services} <= {ServiceState.RUNS}
    assert after.means == ()


@pytest.mark.parametrize("home", PLANS, ids=lambda p: p.name)
def test_plan_loads(home: Path) -> None:
    assert [p.message for p in load(read_folder(str(home))).problems] == []


def test_every_plan_is_replayed() -> None:
    assert {c.plan for c in CASES if c.kind == "replay"} == {p.name for p in PLANS}


def test_cases_are_what_they_say() -> None:
    for case in CASES:
        assert case.kind in {"replay", "exposed", "spared", "cured"}, case.name
        assert bool(case.fact) == (case.kind == "replay"), case.name
        assert case.lose or case.hostile or case.scenario, case.name
        assert case.change or case.kind != "cured", case.name
        assert all(wanted.keys() <= CHECKS.keys() for wanted in case.predicts.values()), case.name


def test_a_wrong_answer_is_seen() -> None:
    store = {"ref": "datastores/a", "state": "restorable", "data_lost_seconds": 3600, "via": "nightly"}
    service = {"ref": "services/b", "state": "back", "back_after_seconds": None, "why": ["its data comes first"]}
    answer = {"datastores": [store], "services": [service]}
    right = {
        "datastores/a": {"state": ["intact", "restorable"], "via": "nightly", "loses": {"at_most": "1h"}},
        "services/b": {"state": "back", "says": "data"},
    }
    assert list(differences(right, answer)) == []
    wrong = {
        "datastores/a": {"state": "intact", "via": "weekly", "loses": {"at_least": "2h"}, "says": "fire"},
        "services/b": {"back": {"latest": "1h"}},
        "services/c": {"state": "runs"},
    }
    assert len(list(differences(wrong, answer))) == 6
