"""What survives what, as tables: the same words for the site, the Art. 32 report and the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bcdr.analysis.facts import Facts
from bcdr.report.block import Column, Table
from bcdr.report.derivation import exact
from bcdr.report.span import Cell, Span, Tone, cell
from bcdr.report.whatif.aftermath import WhatIf
from bcdr.report.whatif.data import StoreLine
from bcdr.report.whatif.event import happening
from bcdr.report.whatif.fatal import Blow, FatalEvents
from bcdr.report.whatif.scenario import ScenarioLine
from bcdr.report.whatif.service import ServiceLine
from bcdr.report.whatif.survival import survival_of
from bcdr.report.wording import duration

Href = Callable[[str], str]
"""From a reference to an address in the document, or an empty text."""

WORDS: dict[str, tuple[str, Tone]] = {
    "survived": ("comes back", "good"),
    "late": ("comes back late", "fair"),
    "too late": ("comes back too late", "bad"),
    "not shown": ("not shown", "fair"),
    "not survived": ("does not come back", "bad"),
    "nothing stated": ("not known", "fair"),
}
"""The word and the tone of each outcome."""
STATES: dict[str, Tone] = {"lost": "bad", "partly lost": "bad", "not shown": "fair", "no way back": "bad"}

_SAID_BESIDE = (
    "You come back from this: ",
    "You come back from this, but later than promised: ",
    "You come back too late: ",
    "You do not come back from this: ",
)

MOST_EVENTS = 5
"""So many single events fit where one object is described."""


def outcome(state: str) -> Span:
    """One word on how it ends."""
    word, tone = WORDS[state]
    return Span(word, tone=tone, strong=True)


def single_events(facts: Facts, ref: str) -> tuple[Span, ...]:
    """Each single event after which the object does not come back, or is not shown to."""
    found = survival_of(facts).fatal(1).of(ref)
    if not found:
        return (Span("none that the plan names", tone="good"),)
    shown = tuple(
        Span(words, tone="bad") if f.is_certain else Span(f"not shown: {words}", tone="fair")
        for f in found[:MOST_EVENTS]
        for words in [happening(f.events[0], facts).plain]
    )
    more = len(found) - len(shown)
    return (*shown, Span(f"and {more} more")) if more else shown


def reason(verdict: str) -> str:
    """What decides, without the beginning of the sentence that says no more than the outcome beside it."""
    beginning = next((b for b in _SAID_BESIDE if verdict.startswith(b)), "")
    rest = verdict.removeprefix(beginning)
    return rest[:1].upper() + rest[1:]


def scenario_table(lines: Iterable[ScenarioLine], href: Href) -> Table:
    """Every scenario that can happen here, played through."""
    return Table(
        "Scenarios of the plan, played through",
        (Column("Scenario", 30), Column("Outcome", 13), Column("What decides", 57)),
        tuple(
            (
                cell(Span(line.title, href=href(f"scenarios/{line.id}")), header=True),
                cell(outcome(line.state)),
                cell(reason(line.verdict)),
            )
            for line in lines
        ),
        empty="the plan names no scenario that can happen here",
        compact=True,
    )


def fatal_table(found: FatalEvents) -> Table:
    """Single events after which something does not come back, with what would help."""
    return Table(
        f"Single events that are {found.word}: {found.harmful} of {found.tried} that were tried",
        (Column("If", 31), Column("Then", 36), Column("What would help", 33)),
        tuple(_blow(blow) for blow in found.blows),
        empty="no single event is fatal",
        compact=True,
    )


def _blow(blow: Blow) -> tuple[Cell, ...]:
    effects = []
    events = dict.fromkeys(e.plain for e in blow.events)
    for label, names in (("lost for good", blow.lost), ("no way back", blow.stuck), ("not shown", blow.unshown)):
        if names:
            effects.append((Span(f"{label}: ", tone=STATES.get(label, "bad")), Span(", ".join(names))))
    return (
        cell(*(Span(f"or {words}" if n else words, strong=True) for n, words in enumerate(events)), header=True),
        cell(*effects),
        cell(*(blow.cures or (Span("no single change was found", tone="muted"),))),
    )


def data_table(found: WhatIf, href: Href) -> Table:
    """Data that is touched: what becomes of it, from where it comes back, how much is missing then."""
    return Table(
        "Data",
        (Column("Datastore", 24), Column("Becomes", 16), Column("From", 16), Column("At most missing", 44)),
        tuple(_store(s, href) for s in found.stores if s.state != "intact"),
        empty="no data is touched",
        compact=True,
    )


def _store(line: StoreLine, href: Href) -> tuple[Cell, ...]:
    tone = STATES.get(line.state, "")
    source = ", ".join(line.sources) if line.sources else line.via or ""
    if line.lost is not None:
        addends = " + ".join(f"{exact(a.value)} {a.means}" for a in line.derivation)
        missing = cell(Span(exact(line.lost), tone="bad" if line.misses_rpo else ""), Span(addends, tone="muted"))
    elif line.state == "rebuilt":
        missing = cell("nothing, it is made again")
    elif line.state == "restorable":
        missing = cell(Span(f"not known: {line.unknown}", tone="fair"))
    else:
        missing = cell(*(line.why or ("everything",)))
    lacking = (Span(f"without {', '.join(line.parts)}", tone="bad"),) if line.parts else ()
    return (
        cell(Span(line.name, href=href(line.ref)), header=True),
        cell(Span(line.state, tone=tone), *lacking),
        cell(source) if source else cell(Span("nothing left", tone="bad")),
        missing,
    )


def service_table(found: WhatIf, href: Href) -> Table:
    """Services that stop or run on a fallback: when they are back, against what was promised."""
    return Table(
        "Services",
        (Column("Service", 23), Column("Back after", 25), Column("Promised (RTO)", 11), Column("Tolerable (MTPD)", 12),
         Column("Meanwhile", 29)),
        tuple(_service(s, href) for s in found.services if s.state != "runs"),
        empty="no service stops",
        compact=True,
    )  # fmt: skip


def _service(line: ServiceLine, href: Href) -> tuple[Cell, ...]:
    if line.state == "on fallback":
        back = cell(Span("goes on", tone="good"), *line.fallbacks)
    elif line.after is not None:
        late = line.late_by is not None or line.beyond is not None
        words = () if line.late_by is None else (Span(f"{duration(line.late_by)} late", tone="bad"),)
        back = cell(Span(duration(line.after), tone="bad" if late else "good"), *words)
    elif line.is_hopeless:
        back = cell(Span(line.state, tone=STATES.get(line.state, "bad")), *line.obstacles[:2])
    else:
        back = cell(Span("time not known", tone="fair"), *line.missing[:2])
    return (
        cell(Span(line.name, href=href(line.ref)), header=True),
        back,
        cell(duration(line.rto, "not set")),
        cell(duration(line.mtpd, "not set")),
        cell(line.by_hand or Span("nothing is written", tone="muted")),
    )
