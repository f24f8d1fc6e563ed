"""The terms of every kind of protection: what adds up, and what is missing to add it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.protection import SYMBOLS, Context, chain, design

Make = Callable[..., Facts]
H = timedelta(hours=1)
NIGHTLY = "n: {kind: dump, every: 24h, duration: 2h}"
VENDOR = "\n    vendors: {host: {name: Hostline, contract: {%s}}}"


def plan(copies: str, more: str = "") -> str:
    return f"    datastores: {{db: {{copies: {{{copies}}}}}}}{more}"


def terms(facts: Make, text: str, copy: str) -> str:
    """`I n 24h, D n 2h`, or the fact that is missing."""
    found = facts(text)
    siblings = found.plan.datastores["db"].copies
    context = Context("UTC", found.as_of, found.plan.vendors, lambda _: True)
    made = design(siblings[copy], siblings, context)
    assert {t.symbol for t in made.terms} <= SYMBOLS.keys()
    return made.unknown or ", ".join(
        f"{t.symbol} {t.copy} {t.value / H:g}h{' as ' + t.assumed if t.assumed else ''}" for t in made.terms
    )


CASES = [
    ("periodic", NIGHTLY, "n", "I n 24h, D n 2h"),
    ("no duration is as long as the interval", "n: {kind: dump, every: 24h}", "n", "I n 24h, D n 24h as I"),
    ("no time at all", "n: {kind: snapshot, every: 1h, duration: 0s}", "n", "I n 1h"),
    ("no schedule", "n: {kind: dump, duration: 2h}", "n", "copy n states no schedule"),
    ("second copy by its own schedule", f"{NIGHTLY}, o: {{kind: image, from: n, every: 12h, duration: 3h}}", "o",
     "I n 24h, D n 2h, Ic o 12h, Dc o 3h"),
    ("second copy at once", f"{NIGHTLY}, o: {{kind: image, from: n, duration: 3h}}", "o", "I n 24h, D n 2h, Dc o 3h"),
    ("second copy at once, nobody knows how long", f"{NIGHTLY}, o: {{kind: image, from: n}}", "o",
     "I n 24h, D n 2h, Dc o 24h as I"),
    ("third copy", f"{NIGHTLY}, o: {{kind: image, from: n, duration: 3h}}, p: {{kind: tape, from: o, every: 7d, duration: 8h}}", "p",
     "I n 24h, D n 2h, Dc o 3h, Ic p 168h, Dc p 8h"),
    ("rotated medium", f"{NIGHTLY}, o: {{kind: disk-rotation, from: n, every: 7d, duration: 1h}}", "o",
     "I n 24h, D n 2h, Ic o 168h, Dc o 1h"),
    ("of a job that stopped", "n: {kind: dump, active: no, every: 24h}, o: {kind: image, from: n, every: 24h}", "o",
     "copy n, from which o is made, is no longer made"),
    ("of nothing", "o: {kind: image, from: gone, every: 24h}", "o",
     "copy o is made from gone, which is no copy of this datastore"),
    ("of itself", "o: {kind: image, from: o, every: 24h}", "o", "copies o and o are made from each other"),
    ("in a circle", "o: {kind: image, from: p, every: 24h}, p: {kind: image, from: o, every: 1h}", "o",
     "copies p and o are made from each other"),
    ("of an unknown", "n: {kind: dump}, o: {kind: image, from: n, every: 24h}", "o", "copy n states no schedule"),
    ("replica", "r: {kind: replica, lag: 30m}", "r", "L r 0.5h"),
    ("replica of unknown lag", "r: {kind: replica}", "r", "live copy r states no lag"),
    ("commits wait", "r: {kind: replica, waits: yes}", "r", "L r 0h"),
    ("commits wait whatever the lag", "r: {kind: replica, waits: yes, lag: 1h}", "r", "L r 0h"),
    ("commits do not wait", "r: {kind: replica, waits: no, lag: 1h}", "r", "L r 1h"),
    ("delayed replica has received its logs", "r: {kind: replica, lag: 1h, delay: 6h}", "r", "L r 1h"),
    ("replica of a replica", "r: {kind: replica, lag: 1h}, s: {kind: replica, from: r, lag: 2h}", "s", "L r 1h, L s 2h"),
    ("dump of a replica", "r: {kind: replica, lag: 1h}, n: {kind: dump, from: r, every: 24h, duration: 2h}", "n",
     "L r 1h, I n 24h, D n 2h"),
    ("dump of a delayed replica", "r: {kind: replica, lag: 1h, delay: 6h}, n: {kind: dump, from: r, every: 24h, duration: 2h}", "n",
     "L r 1h, A r 6h, I n 24h, D n 2h"),
    ("dump of a replica without schedule", "r: {kind: replica, lag: 1h}, n: {kind: dump, from: r}", "n", "copy n states no schedule"),
    ("raid says nothing", "r: {kind: raid}", "r", "live copy r states no lag"),
    ("sync tool by schedule", "r: {kind: sync, every: 1h, duration: 30m}", "r", "I r 1h, D r 0.5h"),
    ("sync tool that follows", "r: {kind: sync, lag: 1h}", "r", "L r 1h"),
    ("logs", "w: {kind: log-archive, lag: 1h}", "w", "L w 1h"),
    ("logs by interval", "w: {kind: log-archive, every: 2h}", "w", "L w 2h"),
    ("logs, the longer counts", "w: {kind: log-archive, every: 2h, lag: 1h}", "w", "L w 2h"),
    ("logs without lag", "w: {kind: log-archive}", "w", "copy w states no lag or interval"),
    ("logs copied on", "w: {kind: log-archive, lag: 1h}, v: {kind: log-archive, from: w, lag: 2h}", "v", "L w 1h, L v 2h"),
    ("logs copied on at once", "w: {kind: log-archive, lag: 1h}, v: {kind: log-archive, from: w}", "v", "L w 1h"),
    ("versions", "v: {kind: versioned-objects}", "v", "I v 0h"),
    ("versions elsewhere", "v: {kind: versioned-objects, lag: 1h}", "v", "L v 1h"),
    ("versions by schedule", "v: {kind: versioned-objects, every: 1h, duration: 1h}", "v", "I v 1h, D v 1h"),
    ("export", "e: {kind: export, every: 24h, duration: 1h}", "e", "I e 24h, D e 1h"),
    ("clone pushed by hand", "c: {kind: clone, last_success: 2026-11-11}", "c", "P c 264h"),
    ("clone pushed today", "c: {kind: clone, last_success: 2026-11-21}", "c", "P c 24h"),
    ("clone never pushed", "c: {kind: clone}", "c", "copy c states no schedule"),
    ("clone by schedule", "c: {kind: clone, every: 1h, duration: 0s, last_success: 2026-01-01}", "c", "I c 1h"),
]  # fmt: skip


@pytest.mark.parametrize(("copies", "copy", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_terms(facts: Make, copies: str, copy: str, expected: str) -> None:
    assert terms(facts, plan(copies), copy) == expected


THEIRS = "t: {kind: snapshot, run_by: host%s}"
SILENT = "the contract with Hostline does not say how often it makes copy t"
PROMISES = [
    ("silent", "", "reference: C-1", SILENT),
    ("silent, whatever people believe", ", every: 1h, duration: 1h", "reference: C-1", SILENT),
    ("recovery point", "", "rpo: 4h", "R t 4h"),
    ("interval", ", duration: 1h", "backup: {every: 24h}", "I t 24h, D t 1h"),
    ("interval alone", "", "backup: {every: 24h}", "I t 24h, D t 24h as I"),
    ("a clause without an interval", "", "backup: {place: AMS}", SILENT),
    ("a plan that knows better", ", every: 48h, duration: 1h", "rpo: 4h", "I t 48h, D t 1h"),
    ("a plan that hopes for more", ", every: 1h, duration: 1h", "rpo: 4h", "R t 4h"),
]


@pytest.mark.parametrize(("copy", "contract", "expected"), [p[1:] for p in PROMISES], ids=[p[0] for p in PROMISES])
def test_a_vendors_own_backup_is_worth_its_contract(facts: Make, copy: str, contract: str, expected: str) -> None:
    assert terms(facts, plan(THEIRS % copy, VENDOR % contract), "t") == expected


@pytest.mark.parametrize(("lag", "expected"), [("", "L t 3h"), (", lag: 5h", "L t 5h")])
def test_logs_that_a_vendor_ships_are_worth_their_lag(facts: Make, lag: str, expected: str) -> None:
    logs = THEIRS.replace("kind: snapshot", "kind: log-archive") % f", every: 3h{lag}"
    assert terms(facts, plan(logs, VENDOR % "backup: {every: 3h}"), "t") == expected


def test_a_live_copy_that_a_vendor_runs_is_judged_by_its_lag(facts: Make) -> None:
    replica = plan("t: {kind: replica, run_by: host, lag: 1h}", VENDOR % "rpo: 4h")
    assert terms(facts, replica, "t") == "L t 1h"


def test_a_chain_ends_where_it_closes(facts: Make) -> None:
    found = facts(
        plan(f"{NIGHTLY}, o: {{kind: image, from: n}}, a: {{kind: image, from: b}}, b: {{kind: image, from: a}}")
    )
    copies = found.plan.datastores["db"].copies
    assert [c.id for c in chain(copies["o"], copies)] == ["o", "n"]
    assert [c.id for c in chain(copies["a"], copies)] == ["a", "b"]
