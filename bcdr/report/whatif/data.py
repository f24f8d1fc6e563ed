"""What becomes of each datastore, in words: lost, not shown to survive, or back with how much missing."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.protection import SYMBOLS, Term
from bcdr.analysis.survival.fate import CopyFate, DataFate, DataState
from bcdr.analysis.survival.outcome import Verdict
from bcdr.model.datastore import Datastore
from bcdr.model.value import UNBOUNDED
from bcdr.report.naming import name_of, place_words
from bcdr.report.whatif.reason import Reasons

VERDICTS = {Verdict.STANDS: "stands", Verdict.FALLS: "falls", Verdict.NOT_SHOWN: "not shown"}
GOOD = frozenset({"intact", "restorable", "rebuilt"})
"""States in which nothing is lost for good."""


class CopyLine(NamedTuple):
    """One copy: whether it `stands`, `falls`, or is `not shown` to stand; where it lies, and why it falls."""

    id: str
    state: str
    where: str
    why: tuple[str, ...]


class Addend(NamedTuple):
    """One addend of a worst case, with its symbol, the copy it is of, and what it means."""

    symbol: str
    copy: str
    value: timedelta
    means: str


class StoreLine(NamedTuple):
    """One datastore after the events.

    `lost` is the most that is missing after it is back through `via`: None when everything is lost, nothing, or when
    that is not known (`unknown` says why). `rpo` is what was promised, `parts` are those that no copy left holds.
    """

    ref: str
    name: str
    tier: int | None
    state: str
    lost: timedelta | None
    unknown: str
    rpo: timedelta | None
    via: str | None
    is_corruption: bool
    derivation: tuple[Addend, ...]
    why: tuple[str, ...]
    copies: tuple[CopyLine, ...]
    parts: tuple[str, ...]
    sources: tuple[str, ...]
    cure: str = ""

    @property
    def is_good(self) -> bool:
        """Nothing of it is lost for good, and that is shown."""
        return self.state in GOOD

    @property
    def fallen(self) -> tuple[CopyLine, ...]:
        """Copies that fall, or are not shown to stand."""
        return tuple(c for c in self.copies if c.state != "stands")

    @property
    def is_bare(self) -> bool:
        """The data is there, and none of its copies is."""
        return self.state == "intact" and bool(self.copies) and len(self.fallen) == len(self.copies)

    @property
    def misses_rpo(self) -> bool:
        """More may be missing than was promised."""
        return self.lost is not None and self.rpo is not None and self.lost > self.rpo


def store_line(fate: DataFate, facts: Facts, reasons: Reasons, cure: str = "") -> StoreLine:
    """`fate` in words."""
    store = fate.store
    lost, terms, unknown = _figure(fate)
    return StoreLine(
        ref=store.ref,
        name=store.name_or_id,
        tier=facts.tier(store),
        state=fate.state.value,
        lost=lost,
        unknown=unknown,
        rpo=_objective(store, facts, is_corruption=fate.is_corruption),
        via=fate.via.id if fate.via is not None else None,
        is_corruption=fate.is_corruption,
        derivation=tuple(Addend(t.symbol, t.copy, t.value, SYMBOLS.get(t.symbol, t.symbol)) for t in terms),
        why=reasons.of(store, fate.causes),
        copies=tuple(_copy_line(c, facts, reasons) for c in fate.copies),
        parts=fate.missing,
        sources=_sources(store, facts) if fate.state is DataState.REBUILT else (),
        cure=cure,
    )


def _copy_line(fate: CopyFate, facts: Facts, reasons: Reasons) -> CopyLine:
    copy = fate.copy
    where = place_words(facts, copy.at) if copy.at is not None else name_of(facts, _run_by(copy.run_by))
    why, circles = reasons.of(copy, fate.causes), reasons.circles(copy, fate.causes)
    return CopyLine(copy.id, VERDICTS[fate.verdict], where, (*why, *(f"in a circle: {c}" for c in circles)))


def _run_by(vendor: str | None) -> str | None:
    return f"vendors/{vendor}" if vendor is not None else None


def _figure(fate: DataFate) -> tuple[timedelta | None, tuple[Term, ...], str]:
    """The worst case, its addends, and which fact is missing where there is none."""
    figure = fate.missing_data
    if figure is None or fate.state is DataState.REBUILT:
        return None, (), ""
    if figure.value == UNBOUNDED:
        return None, (), figure.unknown or "not limited"
    return figure.value, figure.terms, ""


def _objective(store: Datastore, facts: Facts, *, is_corruption: bool) -> timedelta | None:
    """What was promised; after corruption only an objective of its own counts."""
    if not is_corruption:
        return facts.rpo(store)
    return facts.rpo_corruption(store)


def _sources(store: Datastore, facts: Facts) -> tuple[str, ...]:
    made = store.rebuild
    return tuple(facts.name_of(f"datastores/{id_}") for id_ in made.from_) if made is not None else ()
