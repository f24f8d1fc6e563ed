"""What to do first: by harm removed, once for each change, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.audit import audit
from bcdr.finding import Deviation
from bcdr.model.record import Entry
from bcdr.report.lint import Action
from bcdr.report.priority import first_actions
from bcdr.rules.rule import Rule, grades
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

DAY = date(2026, 11, 21)
TEXT = """
bcdr: 1
organization: {name: Shop, people: 40}
people: {ada: {name: Ada}}
roles: {keeper: {duty: keeps backups, holder: ada}}
places:
  hall: {site: hall, storage: rack, account: main, admin: main, provider: self, region: north}
  attic: {site: hall, storage: disk, account: main, admin: main, provider: self, region: north}
  barn: {site: barn, storage: shelf, account: barn, admin: barn, provider: self, region: north}
  far-away: {provider: far, account: far, admin: far}
  safe: {site: bank, offline: yes, provider: self, region: south}
  cloud: {account: far, admin: far, provider: far, region: west}
vendors: {far: {provides: backup}}
services:
  shop: {name: Shop, tier: 1, rto: 4h, rpo: 1h, depends_on: [datastores/orders, datastores/till]}
  post: {name: Post, tier: 3, depends_on: [datastores/letters, datastores/drafts]}
datastores:
  orders:
    name: Orders
    at: hall
    rpo: 1h
    copies:
      nightly: {kind: dump, at: safe, every: 24h, duration: 0m, keep: 365d, includes: [all]}
  till:
    at: hall
    copies: {hourly: {kind: dump, at: barn, every: 1h, duration: 0m, keep: 365d}}
  letters:
    name: Letters
    at: hall
    rpo: 6h
    copies: {nightly: {kind: dump, at: attic, every: 24h, duration: 0m, keep: 365d}}
  drafts: {name: Drafts, at: hall}
  albums: {name: Albums, tier: 4, at: hall, copies: {yearly: {kind: dump, every: 24h, keep: 365d, at: far-away}}}
  stamps: {name: Stamps, tier: 4, at: hall}
waivers:
  fine:
    rule: data
    on: datastores/drafts
    reason: kept on paper
    approved_by: people/ada
    occurred: 2026-11-01
    valid_until: 2027-01-01
"""


def a_rule(name: str, objects: Iterable[str], *against: str, looks_at: str = "Entry", grade: str = "E") -> Rule:
    """A rule that finds fault with these objects."""
    wanted = frozenset(objects)

    def check(entry: Entry, facts: Facts) -> Iterator[Deviation]:
        del facts
        if entry.ref in wanted:
            yield Deviation(entry.path, f"{name} of {entry.ref}", help=f"mend {name}")

    column = grades(grade)
    return Rule(name, "coverage", check, looks_at, column, column, (), against=against)


def actions(*rules: Rule) -> tuple[Action, ...]:
    plan = load(from_texts({"plan.yaml": TEXT})).plan
    assert plan is not None
    found = audit(plan, DAY, catalogue=lambda: rules)
    return first_actions(found, found.findings)


def said(*rules: Rule) -> list[str]:
    return [" ".join((a.finding.rule, a.finding.object, *a.others)) for a in actions(*rules)]


def test_one_event_on_tier_1_outweighs_several_on_tier_3() -> None:
    many = a_rule("many", ["datastores/drafts", "datastores/letters"], "site", "storage", grade="W")
    one = a_rule("one", ["datastores/till"], "region", grade="W")
    quiet = a_rule("quiet", ["datastores/till"], grade="W")
    assert said(many, quiet) == ["many datastores/drafts datastores/letters", "quiet datastores/till"]
    assert said(many, one) == ["one datastores/till", "many datastores/drafts datastores/letters"]


def test_the_gravest_object_speaks_for_its_rule() -> None:
    assert said(a_rule("r", ["datastores/stamps", "datastores/letters", "datastores/orders"], "any")) == [
        "r datastores/orders datastores/letters datastores/stamps"
    ]


def test_number_of_findings_does_not_count() -> None:
    often = a_rule("often", [f"datastores/{n}" for n in ("stamps", "drafts", "letters")])
    once = a_rule("once", ["datastores/orders"])
    assert said(often, once) == [
        "once datastores/orders",
        "often datastores/drafts datastores/letters datastores/stamps",
    ]


def test_what_ends_with_the_same_change_is_not_counted_twice() -> None:
    copy = a_rule("a-copy", ["datastores/letters"], "site", "storage", grade="W")
    same = a_rule("b-same", ["datastores/letters"], "site", grade="W")
    other = a_rule("c-other", ["datastores/letters"], "datastores", "software", grade="W")
    one = a_rule("d-one", ["services/post"], grade="E")
    assert said(same, one) == ["b-same datastores/letters", "d-one services/post"]
    assert said(copy, same, one) == ["a-copy datastores/letters", "d-one services/post", "b-same datastores/letters"]
    assert said(copy, same, other, one)[0] == "a-copy datastores/letters"


@pytest.mark.parametrize(
    ("grade", "expected"),
    [("E", ["r datastores/stamps"]), ("W", ["r datastores/stamps"]), ("I", [])],
    ids=["error", "warning", "note"],
)
def test_notes_ask_for_nothing(grade: str, expected: list[str]) -> None:
    assert said(a_rule("r", ["datastores/stamps"], grade=grade)) == expected


def test_what_was_accepted_asks_for_nothing() -> None:
    assert said(a_rule("data", ["datastores/drafts"], "any")) == []


def test_what_the_baseline_knows_asks_for_nothing() -> None:
    plan = load(from_texts({"plan.yaml": TEXT})).plan
    assert plan is not None
    rules = (a_rule("one", ["datastores/till", "datastores/stamps"], "any"), a_rule("two", ["datastores/letters"]))
    found = audit(plan, DAY, catalogue=lambda: rules)
    marked = [f._replace(is_known=f.object == "datastores/till") for f in found.findings]
    shown = [" ".join((a.finding.object, *a.others)) for a in first_actions(found, marked)]
    assert sorted(shown) == ["datastores/letters", "datastores/stamps"]


def test_no_more_than_three() -> None:
    assert len(actions(*(a_rule(n, ["datastores/drafts"]) for n in "abcd"))) == 3


@pytest.mark.parametrize(
    ("rule", "harm"),
    [
        (a_rule("r", ["datastores/letters"], "site"),
         "today one event is fatal to Letters: site hall is gone"),
        (a_rule("r", ["datastores/letters/copies/nightly"], "site"),
         "today one event is fatal to Letters: site hall is gone"),
        (a_rule("r", ["datastores/letters", "datastores/drafts", "datastores/stamps"], "site"),
         "today one event is fatal to Drafts, Letters, 1 more: site hall is gone"),
        (a_rule("r", ["datastores/drafts"], "account", "storage"),
         "today 2 single events are each fatal to Drafts, such as: storage rack (hall) is gone"),
        (a_rule("r", ["datastores/albums"], "not-shown", "site"),
         "today it is not shown that Albums would survive one event: site hall is gone"),
        (a_rule("r", ["datastores/albums"], "not-shown", "storage", "site"),
         "today it is not shown that Albums would survive 2 single events, such as: site hall is gone"),
        (a_rule("r", ["datastores/orders"], "site"), ""),
        (a_rule("r", ["datastores/orders"]), ""),
        (a_rule("r", ["datastores/orders"], "loss"), "up to 1 d of data is lost where 1 h is accepted"),
        (a_rule("r", ["datastores/letters"], "loss"), "up to 1 d of data is lost where 6 h is accepted"),
        (a_rule("r", ["datastores/stamps"], "loss"), ""),
        (a_rule("r", ["datastores/orders"], "unproven"),
         "after 7 single events only a backup that nobody has tried brings back Orders"),
        (a_rule("r", ["services/post"], "site"), ""),
        (a_rule("r", ["roles/keeper"], "people"), ""),
    ],
    ids=lambda v: f"{v.against}" if isinstance(v, Rule) else v or "silent",
)  # fmt: skip
def test_harm_is_said_in_words(rule: Rule, harm: str) -> None:
    assert [a.harm for a in actions(rule)] == [harm]
