"""3-2-1-1-0: each digit with the false pass that it must not give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import Labels
from bcdr.analysis.three_two_one import Candidate, Digit, Tried, Verdict, digits
from bcdr.model.datastore import Copy

Make = Callable[..., Facts]

PLACES = """
places:
  dc: {storage: db1, site: dc, region: north, provider: host, account: prod, admin: prod, basis: contract}
  shelf: {within: dc, storage: nas}
  twin: {storage: bucket-2, site: dc, region: north, provider: host, account: prod, admin: prod, basis: contract}
  near: {storage: vault, site: town, region: north, provider: vault, account: backup, admin: vault, basis: contract}
  far: {storage: safe, site: other, region: south, provider: safe, account: lock, admin: safe, basis: contract}
  belief: {storage: b, site: hill, region: south, provider: hill, account: hill, admin: hill, basis: assumption}
  drawer: {storage: disk, site: home, region: north, provider: self, offline: yes, basis: inspection}
  bare: {provider: vault}
"""
NIGHTLY = "kind: dump, every: 1d, duration: 2h"
LOCK = "immutable: {for: 40d, mode: compliance}"


def of(facts: Make, copies: str, *, tier: int = 2, more: str = "") -> dict[str, tuple[str, tuple[str, ...]]]:
    found = facts(f"{PLACES}datastores: {{db: {{tier: {tier}, at: dc, copies: {{{copies}}}}}}}\n{more}")
    return {d.name: (d.verdict.value, d.lacking) for d in found.digits(found.plan.datastores["db"])}


@pytest.mark.parametrize(
    ("name", "copies", "verdict", "lacking"),
    [
        ("3", "n: {kind: dump, at: near}, f: {kind: dump, at: far}", "passed", ""),
        ("3", "n: {kind: replica, at: near}, f: {kind: raid, at: far}", "not passed", "1 of 3 copies"),
        ("3", "n: {kind: dump, at: near}, f: {kind: replica, at: far}", "not passed", "2 of 3 copies"),
        ("3", "n: {kind: dump, at: near}, f: {kind: dump, at: far, active: no}", "not passed", "2 of 3 copies"),
        ("3", "n: {kind: dump, at: near}, m: {kind: image, at: near}", "not passed", "2 of 3 copies"),
        ("3", "n: {kind: dump, at: near}, f: {kind: dump}", "not shown", "place of f"),
        ("3", "n: {kind: dump, at: near}, f: {kind: unstated, at: far}", "not shown", "kind of f"),
        ("3", "n: {kind: dump, at: near}, f: {kind: dump, at: bare}", "not shown", "storage, site, region or account of f"),
        ("2", "n: {kind: dump, at: near}", "passed", ""),
        ("2", "n: {kind: dump, at: twin}", "not passed", "every copy is in one account on one kind of medium"),
        ("2", "n: {kind: tape, at: twin}", "passed", ""),
        ("2", "n: {kind: unstated, at: twin}", "not shown", "kind of n"),
        ("2", "n: {kind: dump, at: bare}", "passed", ""),
        ("2", "n: {kind: dump}", "not shown", "place of n"),
        ("2", "n: {kind: replica, at: far}", "not passed", "no copy"),
        ("1 off site", "n: {kind: dump, at: near}", "passed", ""),
        ("1 off site", "n: {kind: dump, at: shelf}", "not passed", "every copy is at the site of the data"),
        ("1 off site", "n: {kind: dump, at: belief}", "not shown", "evidence for the site of n"),
        ("1 off site", "n: {kind: dump, at: bare}", "not shown", "site of n"),
        ("1 off site", "n: {kind: replica, at: far}", "not passed", "no copy"),
        ("1 locked", f"n: {{{NIGHTLY}, at: far, {LOCK}}}", "passed", ""),
        ("1 locked", f"n: {{{NIGHTLY}, at: drawer}}", "passed", ""),
        ("1 locked", f"n: {{{NIGHTLY}, at: far}}", "not passed", "n is not locked"),
        ("1 locked", f"n: {{{NIGHTLY}, at: far, immutable: unknown}}", "not shown", "lock of n"),
        ("1 locked", f"n: {{{NIGHTLY}}}", "not shown", "place of n"),
        (
            "1 locked", f"n: {{{NIGHTLY}, at: far, immutable: {{for: 40d, mode: governance}}}}",
            "not passed", "the lock of n can be lifted",
        ),
        (
            "1 locked", f"n: {{{NIGHTLY}, at: far, immutable: {{for: 15d, mode: compliance}}}}",
            "not passed", "the lock of n is shorter than loss and detection together",
        ),
        ("1 locked", f"n: {{kind: dump, at: far, {LOCK}}}", "not shown", "how often n is made"),
        ("1 locked", f"n: {{{NIGHTLY}, at: twin, {LOCK}}}", "not passed", "n is administered like the data"),
        ("1 locked", f"n: {{{NIGHTLY}, at: bare, {LOCK}}}", "not shown", "admin of n"),
    ],
)  # fmt: skip
def test_digit(facts: Make, name: str, copies: str, verdict: str, lacking: str) -> None:
    assert of(facts, copies)[name] == (verdict, (lacking,) if lacking else ())


def test_the_lock_must_outlast_loss_and_detection(facts: Make) -> None:
    # I + D + Td = 24 h + 2 h + 14 d
    for hours, verdict in ((361, "not passed"), (362, "passed")):
        copies = f"n: {{{NIGHTLY}, at: far, immutable: {{for: {hours}h, mode: compliance}}}}"
        assert of(facts, copies)["1 locked"][0] == verdict


def test_the_site_of_the_data_must_be_evidenced_as_well(facts: Make) -> None:
    found = facts(f"{PLACES}datastores: {{db: {{tier: 2, at: belief, copies: {{n: {{kind: dump, at: near}}}}}}}}")
    off_site = found.digits(found.plan.datastores["db"])[2]
    assert (off_site.verdict.value, off_site.lacking) == ("not shown", ("evidence for the site of the data",))


@pytest.mark.parametrize(
    ("place", "verdict", "lacking"),
    [
        ("near", "not passed", ("every copy is at the site of the data, or in its region",)),
        ("far", "passed", ()),
        ("bare", "not shown", ("site of n", "region of n")),
    ],
)
def test_tier_1_asks_for_another_region(facts: Make, place: str, verdict: str, lacking: tuple[str, ...]) -> None:
    assert of(facts, f"n: {{kind: dump, at: {place}}}", tier=1)["1 off site"] == (verdict, lacking)


RUN = "n: {kind: dump, every: 1d, at: near, last_success: {occurred: 2026-11-20, verified: yes}}"
PASS = "{type: system-restore, covers: [datastores/db], occurred: 2026-10-01, result: passed}"


@pytest.mark.parametrize(
    ("copies", "drills", "verdict", "lacking"),
    [
        (RUN, f"x: {PASS}", "passed", ()),
        (RUN, "", "not passed", ("no restore was ever tested",)),
        (RUN, f"x: {PASS.replace('2026-10-01', '2025-10-01')}", "not passed", ("the newest restore is older than its cadence",)),
        (RUN, f"x: {PASS}, y: {PASS.replace('-10-01', '-11-01').replace('passed', 'failed')}", "not passed", ("the newest restore did not pass",)),
        (RUN, f"x: {PASS.replace('2026-10-01', '2026-12-01')}", "not passed", ("no restore was ever tested",)),
        (RUN, f"x: {PASS.replace('system-restore', 'tabletop')}", "not passed", ("no restore was ever tested",)),
        (RUN.replace("verified: yes", "verified: no"), f"x: {PASS}", "not passed", ("the newest run, of n, was not verified",)),
        (RUN.replace(", verified: yes", ""), f"x: {PASS}", "not shown", ("whether the newest run, of n, was verified",)),
        ("n: {kind: dump, at: near}", f"x: {PASS}", "not shown", ("a finished run of a backup",)),
        ("n: {kind: versioned-objects, at: near}", f"x: {PASS}", "passed", ()),
        (f"{RUN}, o: {{kind: dump, at: far, last_success: {{occurred: 2026-11-21, verified: no}}}}", f"x: {PASS}", "not passed", ("the newest run, of o, was not verified",)),
    ],
)  # fmt: skip
def test_zero_errors(facts: Make, copies: str, drills: str, verdict: str, lacking: tuple[str, ...]) -> None:
    assert of(facts, copies, more=f"drills: {{{drills}}}")["0"] == (verdict, lacking)


def test_it_says_which_copies_count(facts: Make) -> None:
    found = facts(
        f"{PLACES}datastores: {{db: {{at: dc, copies: {{r: {{kind: raid}}, n: {{kind: dump, at: near}}, {RUN.replace('n:', 'o:').replace('near', 'drawer')}}}}}}}\n"
        f"drills: {{x: {PASS}}}"
    )
    by_name = {d.name: d for d in found.digits(found.plan.datastores["db"])}
    assert by_name["3"].counted == ("", "n", "o")
    assert by_name["1 locked"].counted == ("o",)
    assert (by_name["0"].counted, by_name["0"].drill) == (("o",), "x")


few = st.sampled_from([None, "x", "y", "z"])
labels = st.builds(
    Labels, storage=few, site=few, region=few, provider=few, account=few, admin=few, offline=st.booleans(),
    places=st.sampled_from([(), ("places/p",)]),
)  # fmt: skip
candidates = st.builds(
    Candidate,
    st.sampled_from(["dump", "tape", "unstated"]).map(lambda kind: Copy(kind=kind)),
    labels,
    st.booleans(),
    st.none(),
)
lists = st.lists(candidates, max_size=5)


def judged(source: Labels, given_: list[Candidate], tier: int) -> tuple[Digit, ...]:
    for number, candidate in enumerate(given_):
        object.__setattr__(candidate.copy, "_id", f"c{number}")
    return digits(
        source, given_, is_evidenced=True, tier=tier, tried=Tried((), timedelta(days=1)), as_of=date(2026, 11, 21)
    )  # fmt: skip


@settings(deadline=None)
@given(labels, lists, candidates, st.integers(0, 5), st.integers(1, 2))
def test_one_more_copy_never_takes_3_2_or_1_away(
    source: Labels, before: list[Candidate], more: Candidate, at: int, tier: int
) -> None:
    good = [d.name for d in judged(source, before, tier)[:4] if d.verdict is Verdict.PASSED]
    after = {d.name: d.verdict for d in judged(source, [*before[:at], more, *before[at:]], tier)}
    assert [n for n in good if after[n] is not Verdict.PASSED] == []


@settings(deadline=None)
@given(labels, lists, st.randoms(), st.integers(1, 2))
def test_the_order_of_copies_changes_no_verdict(
    source: Labels, some: list[Candidate], chance: object, tier: int
) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [d.verdict for d in judged(source, some, tier)] == [d.verdict for d in judged(source, shuffled, tier)]


@settings(deadline=None)
@given(labels, lists, st.data())
def test_learning_a_fact_never_turns_a_verdict_round(
    source: Labels, some: list[Candidate], data: st.DataObject
) -> None:
    """What is passed or not passed while something is unknown stays so whatever the unknown turns out to be."""
    if not some:
        return
    number = data.draw(st.integers(0, len(some) - 1))
    place = some[number].place
    unknown = [n for n in ("storage", "site", "region", "provider", "account", "admin") if getattr(place, n) is None]
    if not unknown:
        return
    name = data.draw(st.sampled_from(unknown))
    told = place._replace(**{name: data.draw(st.sampled_from(["x", "y", "z", "w"])), "places": ("places/p",)})
    after = [*some[:number], some[number]._replace(place=told), *some[number + 1 :]]
    for old, new in zip(judged(source, some, 2)[:3], judged(source, after, 2)[:3], strict=True):
        if old.verdict is Verdict.NOT_PASSED:
            assert new.verdict is not Verdict.PASSED, old.name
