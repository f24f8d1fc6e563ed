"""The rule 3-2-1-1-0 in words: what each digit asks, what counts, what is missing. Shared by the site and documents."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.three_two_one import Digit, Name, Verdict
from bcdr.model.datastore import Datastore
from bcdr.report.span import Span, Tone
from bcdr.report.wording import listed

TONES: dict[Verdict, Tone] = {Verdict.PASSED: "good", Verdict.NOT_PASSED: "bad", Verdict.NOT_SHOWN: "fair"}
_ASKS: dict[Name, str] = {
    "3": "three copies, the data itself included",
    "2": "two kinds of storage: another provider or account, or a removable medium",
    "1 off site": "one copy at another site, with evidence of the place",
    "1 locked": "one copy that nobody can change: locked, or offline",
    "0": "no errors: the newest restore passed in time, the newest run was verified",
}
FAR = "one copy in another region, with evidence of the place"
"""What tier 1 asks of the copy off site."""


def asks(digit: Digit, tier: int) -> str:
    """What the digit asks for."""
    return FAR if digit.name == "1 off site" and tier == 1 else _ASKS[digit.name]


def verdict(digit: Digit) -> Span:
    """The word."""
    return Span(digit.verdict.value, tone=TONES[digit.verdict])


def counts(digit: Digit) -> str:
    """Which copies count, the data itself by that name; empty when none does."""
    return listed([name or "the data" for name in digit.counted], "")


def lacks(digit: Digit) -> str:
    """What is missing or against it: `not known: site of nightly`; empty for a digit that is passed."""
    if not digit.lacking:
        return ""
    words = "; ".join(digit.lacking)
    return f"not known: {words}" if digit.verdict is Verdict.NOT_SHOWN else words


def is_asked(facts: Facts, store: Datastore) -> bool:
    """Data that can be made again is asked only where somebody keeps copies of it."""
    return store.class_ != "derived" or bool(facts.backups(store))


def tier_words(facts: Facts, store: Datastore) -> str:
    """`1, from Web shop`: the tier and where it comes from."""
    origin = facts.tier_origin(store)
    if origin.is_own:
        return f"{origin.tier}, its own"
    if not origin.services:
        return f"{origin.tier}, as no service claims it"
    return f"{origin.tier}, from {listed([s.name_or_id for s in origin.services])}"
