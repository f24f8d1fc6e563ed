"""Ids inside an object that nothing defines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.dangling import nearest
from bcdr.analysis.facts import Facts

STORES = """
datastores:
  db: {name: Orders, copies: {base: {kind: snapshot}, nightly: {kind: dump}}}
  other: {copies: {tape: {kind: tape}}}
"""


def said(known: Facts) -> list[str]:
    """Every dangling id of the plan, as one line."""
    copies = [c for s in known.plan.datastores.values() for c in s.copies.values()]
    entries = [known.plan, *known.plan.entries(), *copies]
    found = [d for e in entries for d in known.dangling(e)]
    return [f"{d.id} in {d.among}" + (f", {d.nearest}?" if d.nearest else "") for d in found]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("datastores: {db: {copies: {log: {kind: log-archive, base: base}, base: {kind: image, from: log}}}}", []),
        (
            "datastores: {db: {copies: {log: {kind: log-archive, base: bass, from: x}, base: {kind: image}}}}",
            ["x in the copies of db", "bass in the copies of db, base?"],
        ),
        (STORES + "drills: {d: {type: tabletop}}", []),
        (STORES + "drills: {d: {type: tabletop, recovery_point: {occurred: 2026-01-01}}}", []),
        (STORES + "drills: {d: {type: tabletop, recovery_point: {copy: tape}}}", []),
        (STORES + "drills: {d: {type: tabletop, recovery_point: {copy: db/nightly}}}", []),
        (STORES + "drills: {d: {type: tabletop, recovery_point: {copy: datastores/db/copies/nightly}}}", []),
        (
            STORES + "drills: {d: {type: tabletop, recovery_point: {copy: db/nihgtly}}}",
            ["nihgtly in the copies of Orders, db/nightly?"],
        ),
        (STORES + "drills: {d: {type: tabletop, recovery_point: {copy: db/zzz}}}", ["zzz in the copies of Orders"]),
        (STORES + "drills: {d: {type: tabletop, recovery_point: {copy: othr/tape}}}", ["othr in datastores, other?"]),
        (
            STORES + "drills: {d: {type: tabletop, covers: [datastores/db], recovery_point: {copy: nihgtly}}}",
            ["nihgtly in the copies of what it is about, nightly?"],
        ),
        (
            STORES + "changes: {c: {title: C, affects: [datastores/db], backup_before: {copy: basis}}}",
            ["basis in the copies of what it is about, base?"],
        ),
        ("changes: {c: {title: C}}", []),
        (STORES + "changes: {c: {title: C, backup_before: {copy: db dump of the evening before}}}", []),
        ("runbooks: {r: {title: R, steps: [{id: a, do: x}, {id: b, do: y, after: [a]}]}}", []),
        (
            "runbooks: {r: {title: R, steps: [{id: first, do: x, after: [last]}, {do: y, after: [frist]}]}}",
            ["last in the steps of this runbook", "frist in the steps of this runbook, first?"],
        ),
        ("runbooks: {r: {title: R, steps: [{id: a, do: x}, {do: y}, {id: a, do: z}]}}", ["a in step 1"]),
        (STORES + "waivers: {w: {rule: r, on: plan}, v: {rule: r, on: datastores/db}}", []),
        (STORES + "waivers: {w: {rule: r, on: datastores/db/copies/base}}", []),
        (
            STORES + "waivers: {w: {rule: r, on: datastores/db/copies/bse}}",
            ["datastores/db/copies/bse in this plan, datastores/db/copies/base?"],
        ),
        (STORES + "waivers: {w: {rule: r, on: datastores/db/copies/q}}", ["datastores/db/copies/q in this plan"]),
        (STORES + "waivers: {w: {rule: r, on: datastores/bd}}", ["datastores/bd in this plan, datastores/db?"]),
        (STORES + "waivers: {w: {rule: r, on: datastore/other}}", ["datastore/other in this plan, datastores/other?"]),
        (STORES + "waivers: {w: {rule: r, on: elsewhere}}", ["elsewhere in this plan"]),
        (
            "services: {s: {}}\nwaivers: {w: {rule: r, on: services/s/copies/x}}",
            ["services/s/copies/x in this plan"],
        ),
    ],
)
def test_names_within_an_object(facts: Callable[..., Facts], text: str, lines: list[str]) -> None:
    assert said(facts(text)) == lines


@pytest.mark.parametrize(
    ("channel", "lines"),
    [
        ("authority-portal", []),
        ("by telephone", []),
        ("e-mail", []),
        ("phone", []),
        ("authority-protal", ["authority-protal in channels, authority-portal?"]),
    ],
)
def test_how_somebody_is_told_may_be_free_text(facts: Callable[..., Facts], channel: str, lines: list[str]) -> None:
    channels = "channels: {authority-portal: {kind: portal, audience: a}, phone-list: {kind: phone, audience: staff}}\n"
    for field in ("channel", "fallback"):
        notice = f"communication: {{notify: {{n: {{audience: a, {field}: {channel}}}}}}}"
        assert said(facts(channels + notice)) == lines


def test_nothing_is_like_anything_far_away() -> None:
    assert nearest("abc", ["xyz"]) == ""
