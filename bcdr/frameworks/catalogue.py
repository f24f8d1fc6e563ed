"""The clauses of laws, standards and guides, found by the citations that rules use.

A citation is the id of a framework, one space, and the number of a clause: `gdpr 32(1)(c)`, `iso22301 8.4.4`.
Each framework is one data file, read when something of it is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal, get_args

from bcdr.errors import BcdrError
from bcdr.frameworks.reading import DATA, build, document

Kind = Literal["law", "standard", "guidance", "practice"]


class UnknownClauseError(BcdrError):
    """A citation names a framework or a clause that the catalogue does not hold; `nearest` is one that it does."""

    def __init__(self, message: str, nearest: str, known: str) -> None:
        """`nearest` is the best citation to try instead, empty if nothing is close; `known` says what there is."""
        super().__init__(message, f"Did you mean {nearest!r}?" if nearest else known)
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty under its number: our own short wording, never the text of the law."""

    framework: str
    """The id of the framework it belongs to."""
    id: str
    """The number as the framework writes it: 32(1)(c), 8.4.4, A.8.13."""
    title: str
    requirement: str
    """What is asked, in one sentence; empty for a heading that only gathers others."""
    evidence: tuple[str, ...]
    """The codes of the plan data that can show it (see `evidence`)."""
    label: str
    """The citation as a document prints it: GDPR Art. 32(1)(c)."""
    verified: bool = True
    """Whether our wording was compared with the text, and does not rest on general knowledge or second hand."""
    judgement: bool = False
    """Whether it asks what is appropriate, sufficient or likely, so that no evidence answers it by itself."""

    @property
    def citation(self) -> str:
        """The citation as a rule writes it: gdpr 32(1)(c)."""
        return f"{self.framework} {self.id}"


@dataclass(frozen=True, slots=True)
class Framework:
    """One law, standard or guide with the clauses that a plan can give evidence for."""

    id: str
    short: str
    """The name for a table heading."""
    title: str
    version: str
    kind: Kind
    applies: str
    """Where, and to whom if not to everybody."""
    url: str
    """Where its publisher offers it; empty if nobody publishes it."""
    checked: date
    """The state of our sources. Not every row was compared with the text itself: see `Clause.verified`."""
    clauses: tuple[Clause, ...]
    """The rows of a control matrix, in the order of the framework."""
    headings: tuple[Clause, ...]
    """Whole articles and sections that may be cited but are no rows: GDPR Art. 32, ISO 22301 8.4."""

    def under(self, number: str) -> tuple[Clause, ...]:
        """The rows of an article or section, its own row first if it has one; empty if the number is unknown."""
        return tuple(clause for clause in self.clauses if _is_within(clause.id, number))


def framework_ids() -> tuple[str, ...]:
    """The ids of all frameworks in alphabetical order, without opening one of them."""
    names = (entry.name for entry in (DATA / "clauses").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def frameworks() -> tuple[Framework, ...]:
    """All frameworks: laws first, then standards, guidance and practice, by id within each."""
    return tuple(sorted(map(framework, framework_ids()), key=lambda one: (get_args(Kind).index(one.kind), one.id)))


@cache
def framework(id: str) -> Framework:
    """The framework with this id; `UnknownClauseError` if there is none."""
    if id not in framework_ids():
        known = f"Known frameworks: {', '.join(framework_ids())}."
        raise UnknownClauseError(f"There is no framework {id!r}.", _nearest(id, framework_ids()), known)
    return _read(f"clauses/{id}.yaml")


def clause(citation: str) -> Clause:
    """The clause or heading that a citation names; `UnknownClauseError` with the nearest one if there is none."""
    name, _, number = citation.partition(" ")
    if name not in framework_ids():
        raise _unknown(citation, _nearest(name, framework_ids()), number)
    found = _by_number(name).get(number)
    if found is None:
        raise _unknown(citation, name, number)
    return found


@cache
def _by_number(name: str) -> dict[str, Clause]:
    """The clauses and headings of one framework under their numbers."""
    whole = framework(name)
    return {one.id: one for one in (*whole.headings, *whole.clauses)}


def _unknown(citation: str, name: str, number: str) -> UnknownClauseError:
    """The error for a citation, looked up in the framework `name`, which is empty if not even that is known."""
    message = f"There is no clause {citation!r}."
    if not name:
        return UnknownClauseError(message, "", f"Known frameworks: {', '.join(framework_ids())}.")
    numbers = _by_number(name)
    close = number if number in numbers else _nearest(number, tuple(numbers))
    return UnknownClauseError(message, f"{name} {close}" if close else "", f"Clauses of {name}: {', '.join(numbers)}.")


def _nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word most like `word`: one that contains it before one that resembles it; empty if none does."""
    from difflib import get_close_matches  # only for a name that nothing has

    folded = word.strip().casefold()
    by_folded = {one.casefold(): one for one in known}
    holding = [one for one in by_folded if folded and folded in one]
    found = get_close_matches(folded, holding or by_folded, n=1, cutoff=0.0 if holding else 0.5)
    return by_folded[found[0]] if found else ""


def _is_within(number: str, heading: str) -> bool:
    """Whether a number lies under a heading: 8.4.2 under 8.4, 32(1)(c) under 32, but not 12.10 under 12.1."""
    return number == heading or (number.startswith(heading) and not number[len(heading)].isalnum())


@dataclass(frozen=True, slots=True)
class _Row:
    """One clause as its file writes it."""

    id: str
    title: str
    requirement: str
    evidence: tuple[str, ...]
    verified: bool = True
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """The top of a framework's file."""

    id: str
    short: str
    title: str
    version: str
    kind: Kind
    applies: str
    label: str
    """How a document prints a clause, with {id} for the number."""
    checked: date
    url: str = ""
    verified: bool = True
    """No for a framework of which no row was compared with the text."""


def _read(name: str) -> Framework:
    """The framework in one data file."""
    content = dict(document(name))
    listed, titles = content.pop("clauses", []), content.pop("headings", {})
    head = build(_Head, content, name)
    written = [build(_Row, row, f"{name}, clauses[{place}]") for place, row in enumerate(listed)]
    clauses = tuple(
        Clause(
            framework=head.id,
            id=row.id,
            title=row.title,
            requirement=row.requirement,
            evidence=row.evidence,
            label=head.label.format(id=row.id),
            verified=head.verified and row.verified,
            judgement=row.judgement,
        )
        for row in written
    )
    whole = Framework(
        id=head.id,
        short=head.short,
        title=head.title,
        version=head.version,
        kind=head.kind,
        applies=head.applies,
        url=head.url,
        checked=head.checked,
        clauses=clauses,
        headings=(),
    )
    return replace(whole, headings=tuple(_heading(whole, head.label, str(number), titles[number]) for number in titles))


def _heading(whole: Framework, label: str, number: str, title: str) -> Clause:
    """A heading with the evidence of the rows under it."""
    rows = whole.under(number)
    evidence = dict.fromkeys(code for row in rows for code in row.evidence)
    verified = all(row.verified for row in rows)
    return Clause(whole.id, number, title, "", tuple(evidence), label.format(id=number), verified)
