"""The addends of each figure as people read them."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent

import pytest

from bcdr.analysis.facts import Facts
from bcdr.model.value import UNBOUNDED
from bcdr.report import derivation
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

H = timedelta(hours=1)
PLAN = """
bcdr: 1
organization: {name: Test}
people: {a: {name: A}}
places: {safe: {site: home, offline: yes}}
datastores:
  db:
    reentry: {from: delivery notes, keeps: 30d, tried: 2026-10-01}
    copies:
      n: {kind: dump, at: safe, every: 24h, duration: 2h, keep: 30d, monitor: {by: x, alerts: [people/a], repaired_within: 24h}}
      o: {kind: image, from: n, every: 24h, keep: 7d, immutable: {for: 7d, mode: governance}}
      r: {kind: replica, lag: 5m}
      w: {kind: log-archive, base: n, lag: 5m, keep: 30d, immutable: {for: 30d, mode: compliance}}
      x: {kind: dump}
"""


def facts(text: str = PLAN) -> Facts:
    loaded = load(from_texts({"plan.yaml": dedent(text).lstrip()}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return Facts(loaded.plan, date(2026, 11, 21))


def rows() -> dict[str, list[str]]:
    found = facts()
    shown = derivation.rows(found, found.plan.datastores["db"], "Orders")
    texts = [[" | ".join("".join(s.text for s in line) for line in c.lines) for c in row] for row in shown]
    return {t[0]: t[1:] for t in texts}


ROWS = {
    "Orders | n | dump": [
        "26 h | 24 h (I) + 2 h (D)",
        "50 h | 24 h (I) + 2 h (D) + 24 h (Tm)",
        "15 d 2 h | 24 h (I) + 2 h (D) + 14 d (Td)",
        "30 d | needs 15 d 2 h | offline",
    ],
    "Orders | o | image": [
        "3 d 2 h | 24 h (I of n) + 2 h (D of n) + 24 h (Ic) + 24 h (Dc, not written: as I)",
        "not known | nobody is told when copy o fails",
        "unbounded | found too late: reaches back 7 d, needs 17 d 2 h",
        "7 d | needs 17 d 2 h | locked 7 d, with a privileged bypass: not enough",
    ],
    "Orders | r | replica, live copy": [
        "5 min | L",
        "not known | nobody is told when copy r fails",
        "unbounded | a live copy repeats the damage",
        "no earlier states",
    ],
    "Orders | w | log archive": [
        "5 min | L",
        "not known | nobody is told when copy w fails",
        "14 d 5 min | 14 d (Td) + 5 min (g, not written: as L)",
        "30 d | needs 15 d 2 h | locked 30 d, no bypass",
    ],
    "Orders | x | dump": [
        "not known | copy x states no schedule",
        "not known | copy x states no schedule",
        "not known | copy x states no schedule",
        "not known",
    ],
}


def test_a_row_for_every_copy() -> None:
    assert rows() == ROWS


def test_the_legend_explains_the_symbols_in_use() -> None:
    found = facts()
    (shown,) = derivation.legend(found, found.stores)
    symbols = [part.partition(":")[0] for part in shown.spans[0].text.split("; ")]
    assert symbols == ["I", "D", "Ic", "Dc", "L", "Tm", "Td", "g"]
    assert derivation.legend(found, ()) == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(), "0"),
        (24 * H, "24 h"),
        (26 * H, "26 h"),
        (72 * H, "3 d"),
        (timedelta(days=22, hours=1, minutes=40), "22 d 1 h 40 min"),
        (timedelta(seconds=65), "1 min 5 s"),
        (UNBOUNDED, "unbounded"),
    ],
)
def test_exact(value: timedelta, text: str) -> None:
    assert derivation.exact(value) == text


AGAIN = [
    ("{from: notes, keeps: 30d, tried: 2026-10-01}", "from notes, 30 d back; tried 2026-10-01"),
    ("{from: notes, keeps: 30d}", "from notes: never tried, so it does not count"),
    ("{from: notes, keeps: 30d, tried: 2026-12-01}", "from notes: never tried, so it does not count"),
    ("{from: notes, tried: 2026-10-01}", "from notes: how far back it reaches is not known, so it does not count"),
]


@pytest.mark.parametrize(("written", "text"), AGAIN)
def test_data_that_can_be_entered_again(written: str, text: str) -> None:
    found = facts(f"bcdr: 1\norganization: {{name: T}}\ndatastores: {{db: {{reentry: {written}}}}}")
    assert derivation.reentry(found, found.plan.datastores["db"]) == text
    assert (
        derivation.reentry(found, facts("bcdr: 1\norganization: {name: T}\ndatastores: {db: {}}").plan.datastores["db"])
        is None
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("class: derived, rebuild: {from: [db, two], duration: 5h, measured: 4h}", "made again from Orders, two in 4 h, as measured"),
        ("class: derived, rebuild: {from: [db], duration: 5h}", "made again from Orders in 5 h by estimate, never measured"),
        ("class: derived, rebuild: {from: [db]}", "made again from Orders in unknown time"),
        ("class: derived, rebuild: {duration: 5h}", None),
        ("class: derived", None),
        ("class: truth, rebuild: {from: [db], duration: 5h}", None),
        ("class: derived, rebuild: {from: [db]}, copies: {n: {kind: dump}}", None),
        ("class: derived, rebuild: {from: [db]}, copies: {r: {kind: replica}}", "made again from Orders in unknown time"),
    ],
)  # fmt: skip
def test_data_that_is_made_again(written: str, text: str | None) -> None:
    plan = f"bcdr: 1\norganization: {{name: Test}}\ndatastores: {{db: {{name: Orders}}, two: {{}}, s: {{{written}}}}}"
    found = facts(plan)
    assert derivation.remade(found, found.plan.datastores["s"]) == text


def test_a_figure_that_is_not_known_does_not_look_like_one_without_limit() -> None:
    shown = [derivation.figure(*v) for v in ((H, ""), (UNBOUNDED, "copy x states no schedule"), (UNBOUNDED, ""))]
    assert [(s.text, s.tone) for s in shown] == [("1 h", ""), ("not known", "fair"), ("unbounded", "bad")]
