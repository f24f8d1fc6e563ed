"""What a rule is: a function from one object and the facts to deviations, with its grades, clauses and lesson."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from bcdr.analysis.limit import parse_factor, whole
from bcdr.finding import Deviation, Severity
from bcdr.model.record import Entry

Days = Annotated[int, "days"]
"""An option in whole days; a plan writes it as a duration such as 300d."""
Factor = Annotated[float, "factor"]
"""An option that is a plain number."""
Hours = Annotated[int, "hours"]
"""An option in whole hours."""

Fix = Literal["no", "auto", "scaffold"]
Profile = Literal["std", "micro"]
Grades = tuple[Severity | None, Severity | None, Severity | None, Severity | None]
Check = Callable[..., Iterable[Deviation]]

_LETTERS: Mapping[str, Severity | None] = {
    "E": Severity.ERROR,
    "W": Severity.WARNING,
    "I": Severity.INFO,
    "-": None,
}


def grades(text: str) -> Grades:
    """`E E W I` is tier 1, 2, 3, 4; a single letter applies to all; `-` is silent."""
    letters = text.split()
    if len(letters) == 1:
        letters *= 4
    one, two, three, four = (_LETTERS[letter] for letter in letters)
    return one, two, three, four


class Rule(NamedTuple):
    """A check with everything that people need to know of it.

    `looks_at` is the name of the model class that the first parameter asks for, or several joined by a bar; `Plan`
    means the whole plan.
    `causes` grades single causes differently from the rule: cause to (std, micro).
    `against` says what an object is spared when the finding is cleared: kinds of events (`any` of them; `not-shown`:
    only where nothing more is known), the doubt of an `unproven` backup, more `loss` or `delay` than was promised.
    """

    name: str
    family: str
    check: Check
    looks_at: str
    std: Grades
    micro: Grades
    clauses: tuple[str, ...]
    fix: Fix = "no"
    gdpr: bool = False
    custodian: bool = False
    causes: Mapping[str, tuple[Grades, Grades]] = MappingProxyType({})
    waiver_max: timedelta = timedelta(days=365)
    against: tuple[str, ...] = ()

    def grade(self, cause: str, profile: Profile, tier: int | None, *, custodian: bool) -> Severity | None:
        """Severity for a tier in a profile. An object without a tier takes the gravest grade of the column."""
        std, micro = self.causes.get(cause, (self.std, self.micro))
        column = std if profile == "std" or (custodian and self.custodian) else micro
        return column[tier - 1] if tier is not None else column[0]

    @property
    def summary(self) -> str:
        """First line of the lesson: the fault as a sentence."""
        return (self.check.__doc__ or "").strip().partition("\n")[0]

    @property
    def lesson(self) -> Mapping[str, str]:
        """Sections of the docstring by heading, lower case: why, bad, good, clears, and any other."""
        text = inspect.cleandoc(self.check.__doc__ or "")
        parts = re.split(r"^## (\w+)[ \t]*\n", text, flags=re.MULTILINE)
        return {parts[i].lower(): parts[i + 1].strip() for i in range(1, len(parts), 2)}

    @property
    def options(self) -> Mapping[str, Option]:
        """The keyword parameters after facts, by name."""
        found = {}
        for parameter in inspect.signature(self.check).parameters.values():
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                kind = str(parameter.annotation)
                found[parameter.name] = Option(parameter.name, kind, parameter.default)
        return found


class Option(NamedTuple):
    """One option of a rule: `kind` is Days, Hours, Factor, int, float or str."""

    name: str
    kind: str
    default: Any

    def parse(self, text: str) -> Any:
        """The value that a plan's `policy.rules` wrote; ValueError when it does not fit."""
        if self.kind in _UNITS:
            return whole(text, _UNITS[self.kind])
        if self.kind in {"Factor", "float"}:
            return parse_factor(text)
        return int(text) if self.kind == "int" else text


_UNITS = {"Days": timedelta(days=1), "Hours": timedelta(hours=1)}


def rule(  # noqa: PLR0913 - each is one thing to know of a rule
    *,
    std: str,
    micro: str,
    clauses: Iterable[str],
    fix: Fix = "no",
    gdpr: bool = False,
    custodian: bool = False,
    causes: Mapping[str, tuple[str, str]] | None = None,
    waiver_max: int = 365,
    against: Iterable[str] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a check. The function's name, its module's name and the finding's name are one.

    `gdpr` rules run only where the GDPR applies; `custodian` rules use the std column for custodians of any size.
    `against` takes kinds of events as the analysis of survival writes them: `site`, `hostile:account`.
    """

    def make(check: Check) -> Rule:
        module = check.__module__.split(".")
        first = next(iter(check.__annotations__.values()))
        return Rule(
            name=check.__name__.replace("_", "-"),
            family=module[-2],
            check=check,
            looks_at=first if isinstance(first, str) else first.__name__,
            std=grades(std),
            micro=grades(micro),
            clauses=tuple(clauses),
            fix=fix,
            gdpr=gdpr,
            custodian=custodian,
            causes=MappingProxyType({c: (grades(s), grades(m)) for c, (s, m) in (causes or {}).items()}),
            waiver_max=timedelta(days=waiver_max),
            against=tuple(against),
        )

    return make


def walk(looks_at: str, facts: Any) -> Iterable[Entry | Any]:
    """The objects that a rule of this kind looks at: retired services and stores are left out."""
    plan = facts.plan
    if " | " in looks_at:
        return tuple(entry for kind in looks_at.split(" | ") for entry in walk(kind, facts))
    if looks_at == "Plan":
        return (plan,)
    if looks_at == "Service":
        return tuple(facts.services)
    if looks_at == "Datastore":
        return tuple(facts.stores)
    if looks_at == "Copy":
        return tuple(facts.copies)
    if looks_at == "Entry":
        return (*plan.entries(), *(c for s in plan.datastores.values() for c in s.copies.values()))
    return tuple(plan.collection(_COLLECTIONS[looks_at]).values())


_COLLECTIONS = {
    "Action": "actions",
    "Automation": "automations",
    "Certificate": "certificates",
    "Change": "changes",
    "Channel": "channels",
    "Component": "components",
    "Credential": "credentials",
    "Document": "documents",
    "Dpia": "dpias",
    "Drill": "drills",
    "Evidence": "evidence",
    "Incident": "incidents",
    "KeptPlan": "kept",
    "Measure": "measures",
    "Person": "people",
    "Place": "places",
    "Processing": "processing",
    "Renewal": "renewals",
    "Review": "reviews",
    "Risk": "risks",
    "Role": "roles",
    "Runbook": "runbooks",
    "Scenario": "scenarios",
    "Vendor": "vendors",
    "Waiver": "waivers",
}
