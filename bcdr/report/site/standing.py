"""Services against their objectives: promised, by design, proven."""

from __future__ import annotations

from bcdr.report.site.link import href
from bcdr.report.site.page import NOT_KNOWN, Measure, Standing, Standings
from bcdr.report.span import Tone
from bcdr.report.status import Line as Compared
from bcdr.report.status import ServiceStatus
from bcdr.report.wording import day, duration

STATE_TONE: dict[str, Tone] = {"proven": "good", "partly proven": "fair", "unproven": "fair", "missed": "bad"}


def standings(services: tuple[ServiceStatus, ...]) -> Standings:
    """Services against their objectives."""
    return Standings(
        tuple(
            Standing(
                s.name,
                href(s.ref),
                f"Tier {s.tier}" if s.tier else "Tier not known",
                (_measure("Back within", s.back), _measure("Data lost at most", s.loss)),
            )
            for s in services
        )
    )


def _measure(what: str, found: Compared) -> Measure:
    is_dated = found.proven is not None and found.proven_on is not None
    return Measure(
        what=what,
        promised=duration(found.promised, "not set"),
        design=duration(found.design, NOT_KNOWN),
        proven=duration(found.proven, "not proven"),
        proven_on=f"on {day(found.proven_on)}" if is_dated else "",
        state=found.state,
        tone=STATE_TONE.get(found.state, "muted"),
        remark=found.weakest,
    )
