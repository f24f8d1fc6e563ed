"""What came of checking a document: the verdict in words first, then what was checked, what was not, and the limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from bcdr.report.wording import counted, listed

Result = Literal["holds", "differs", "open"]
Outcome = Literal["as-made", "signed-since", "plan-moved-on", "changed", "not-shown"]

SAID: dict[Outcome, str] = {
    "as-made": "As made.",
    "signed-since": "As made, and added to since.",
    "plan-moved-on": "As made, but the plan has changed since.",
    "changed": "Changed.",
    "not-shown": "Not shown.",
}
SIGNED = "As made, and signed since."
LIMITS = (
    "that what the plan says is true: only drills and evidence can show that",
    "that it is the plan of the organisation: hold it against their copy by --plan, or ask them for the plan digest",
    "that revision, authors and evidence in it are true: whoever has bcdr can make a sound document of any plan",
)
"""What no check of a document shows."""


class Check(NamedTuple):
    """One thing that was looked at: whether it holds, differs, or could not be decided; details below it."""

    name: str
    result: Result
    said: str
    details: tuple[str, ...] = ()


class Signed(NamedTuple):
    """A signature: its line and what the line is for, who signed why and when, and what came of it.

    `stamped_by` names the service that vouches for the time; without one it is what the signer's machine stated.
    `is_vouched_for` is None when nobody said whom to trust.
    """

    line: str
    label: str
    signer: str
    reason: str
    time: str
    stamped_by: str
    holds: bool
    is_vouched_for: bool | None
    later: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one file."""

    file: str
    sha256: str
    outcome: Outcome
    reason: str
    title: str = ""
    about: tuple[tuple[str, str], ...] = ()
    checks: tuple[Check, ...] = ()
    changes: tuple[str, ...] | None = None
    """Differences of the working plan from the attached one; None when no plan was given."""
    signatures: tuple[Signed, ...] = ()
    empty: tuple[tuple[str, str], ...] = ()
    """Lines that nobody signed: name, and what the line is for."""
    limits: tuple[str, ...] = field(default=LIMITS)

    @property
    def headline(self) -> str:
        """The verdict in words."""
        said = SIGNED if self.outcome == "signed-since" and self.signatures else SAID[self.outcome]
        return f"{said} {self.reason}"

    @property
    def is_as_made(self) -> bool:
        """Whether the document was shown to be what was made, and the plan, where one was given, to be the same."""
        return self.outcome in {"as-made", "signed-since"}


def verdict(  # what was seen comes from many sides
    file: str,
    sha256: str,
    title: str,
    about: tuple[tuple[str, str], ...],
    checks: Iterable[Check],
    changes: tuple[str, ...] | None,
    signatures: tuple[Signed, ...] = (),
    empty: tuple[tuple[str, str], ...] = (),
) -> Verdict:
    """The verdict that follows from the checks: one that differs decides, then one that is open."""
    found = tuple(checks)
    differing = [c for c in found if c.result == "differs" and c.name != "plan"]
    undecided = [c for c in found if c.result == "open" and c.name in _NEEDED]
    outcome: Outcome
    if differing:
        outcome, reason = "changed", " ".join(c.said for c in sorted(differing, key=_rank))
    elif undecided:
        outcome, reason = "not-shown", " ".join(c.said for c in undecided)
    elif any(c.name == "plan" and c.result == "differs" for c in found):
        outcome = "plan-moved-on"
        reason = f"The document is what was made; the working plan differs from it in {_changes(changes)}."
    elif any(c.name == "additions" for c in found):
        outcome = "signed-since"
        reason = " ".join(c.said for c in found if c.name in {"pages", "additions"})
        if signatures:
            by = "; ".join(dict.fromkeys(named(s.signer) for s in signatures))
            known = (
                "" if all(s.is_vouched_for for s in signatures) else " Whose keys those are was not checked: --trust."
            )
            reason = f"{reason} Signed by {by}.{known}"
    else:
        outcome, reason = "as-made", " ".join(c.said for c in found if c.name == "pages")
    return Verdict(file, sha256, outcome, reason, title, about, found, changes, signatures, empty)


_NEEDED = ("pages", "signatures")
"""Without these nobody can say that a document is as it was made."""
_ORDER = ("manifest", "attachments", "pages", "additions", "structure", "metadata", "signatures")


def _rank(check: Check) -> int:
    return _ORDER.index(check.name) if check.name in _ORDER else len(_ORDER)


def _changes(changes: tuple[str, ...] | None) -> str:
    return counted(len(changes), "point") if changes else "a way that could not be told"


def day_of_data(as_of: date) -> str:
    """`2026-11-21 (end of day, UTC)`."""
    return f"{as_of.isoformat()} (end of day, UTC)"


def named(text: str) -> str:
    """A name that somebody else chose, inside of a sentence of ours: in quotes where it could be read as more of it."""
    short = text if len(text) <= _NAME else f"{text[:_NAME]}…"
    return short if re.fullmatch(r"[\w.-]+", short) else f"“{short.translate(_NO_QUOTES)}”"


_NAME = 100
_NO_QUOTES = str.maketrans("“”", "''")


def numbers(pages: Iterable[int]) -> str:
    """`pages 3, 5 and 9`; more than ten are counted."""
    found = [str(p) for p in pages]
    if len(found) == 1:
        return f"page {found[0]}"
    if len(found) > 10:
        return f"{len(found)} pages (the first is page {found[0]})"
    return f"pages {listed(found[:-1])} and {found[-1]}"
