"""What happens after given events, and which events are fatal, as JSON: `"version": 1`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from bcdr.render.json import VERSION, encoded
from bcdr.report.whatif.aftermath import WhatIf
from bcdr.report.whatif.data import CopyLine, StoreLine
from bcdr.report.whatif.event import Happening
from bcdr.report.whatif.fatal import FatalEvents, FatalLine
from bcdr.report.whatif.means import MeansLine
from bcdr.report.whatif.service import ServiceLine, StepLine


def aftermath_json(found: WhatIf) -> str:
    """Every object of the plan with what becomes of it; times in seconds, null where nothing is known or nothing is."""
    return encoded(
        {
            "version": VERSION,
            "plan": found.plan,
            "organization": found.organization,
            "as_of": found.as_of.isoformat(),
            "scenario": found.scenario or None,
            "events": [_event(h) for h in found.happenings],
            "detection_seconds": _seconds(found.detection),
            "outcome": found.outcome,
            "verdict": found.verdict,
            "datastores": [_store(s) for s in found.stores],
            "services": [_service(s) for s in found.services],
            **{kind: _means(found.means, kind) for kind in ("credentials", "roles", "runbooks", "channels")},
            "stand_ins": [
                {"ref": r.ref, "role": r.role, "holder": r.holder, "acting": r.acting} for r in found.stand_ins
            ],
            "papers": [
                {"id": p.id, "form": p.form, "where": p.where, "state": p.state, "made": p.made or None}
                for p in found.papers
            ],
        }
    )


def fatal_json(found: FatalEvents) -> str:
    """Every minimal cut set by its object, and every scenario played."""
    return encoded(
        {
            "version": VERSION,
            "plan": found.plan,
            "organization": found.organization,
            "as_of": found.as_of.isoformat(),
            "order": found.order,
            "single_events": {"tried": found.tried, "fatal": found.harmful},
            "fatal": [_fatal(line) for line in found.lines],
            "scenarios": [
                {"id": s.id, "title": s.title, "state": s.state, "verdict": s.verdict} for s in found.scenarios
            ],
        }
    )


def _event(happening: Happening) -> dict[str, Any]:
    return {"ref": happening.ref, "mode": happening.mode, "words": happening.words}


def _seconds(value: timedelta | None) -> float | None:
    if value is None or value == timedelta.max:
        return None
    seconds = value.total_seconds()
    return int(seconds) if seconds == int(seconds) else seconds


def _store(store: StoreLine) -> dict[str, Any]:
    return {
        "ref": store.ref,
        "name": store.name,
        "tier": store.tier,
        "state": store.state,
        "data_lost_seconds": 0 if store.state == "intact" else _seconds(store.lost),
        "rpo_seconds": _seconds(store.rpo),
        "via": store.via,
        "derivation": [{"symbol": a.symbol, "copy": a.copy, "seconds": _seconds(a.value)} for a in store.derivation],
        "why": list(store.why),
        "not_known": store.unknown or None,
        "lost_parts": list(store.parts),
        "copies": [_copy(c) for c in store.copies],
        "cure": store.cure or None,
    }


def _copy(copy: CopyLine) -> dict[str, Any]:
    return {"id": copy.id, "state": copy.state, "where": copy.where, "why": list(copy.why)}


def _service(service: ServiceLine) -> dict[str, Any]:
    return {
        "ref": service.ref,
        "name": service.name,
        "tier": service.tier,
        "state": service.state,
        "back_after_seconds": _seconds(service.after),
        "measured_seconds": _seconds(service.measured),
        "rto_seconds": _seconds(service.rto),
        "mtpd_seconds": _seconds(service.mtpd),
        "late_by_seconds": _seconds(service.late_by),
        "why": list(dict.fromkeys((*service.stopped, *service.obstacles))),
        "circles": list(service.circles),
        "fallbacks": list(service.fallbacks),
        "missing": list(service.missing),
        "path": [_step(s) for s in service.path],
        "cure": service.cure or None,
    }


def _step(step: StepLine) -> dict[str, Any]:
    return {
        "from_seconds": _seconds(step.start),
        "to_seconds": _seconds(step.end),
        "what": step.what,
        "of": step.of,
        "who": step.who or None,
        "waited_for": step.waited_for or None,
        "basis": step.basis or None,
    }


def _means(found: Iterable[MeansLine], kind: str) -> list[dict[str, Any]]:
    return [
        {
            "ref": m.ref,
            "name": m.name,
            "state": m.state,
            "by_these_events": m.is_new,
            "why": list(m.why),
            "circles": list(m.circles),
        }
        for m in found
        if m.ref.startswith(f"{kind}/")
    ]


def _fatal(line: FatalLine) -> dict[str, Any]:
    return {
        "ref": line.ref,
        "name": line.name,
        "events": [_event(h) for h in line.events],
        "certain": line.is_certain,
        "cure": line.cure or None,
    }
