"""A cure as an instruction: `lock the copy nightly of Orders for 32 d, so that nobody can delete it before`."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.remedy import Cure
from bcdr.report.whatif.circle import named
from bcdr.report.wording import duration

_FACTS = {
    "at": "write down where {} is, once it is shown to be elsewhere",
    "keep": "write down how far back {} reaches, once that is known",
    "deletable_by": "write down who may delete {}, once it is shown that production may not",
    "key": "write down where the key of {} is, once it is shown to be elsewhere",
}
_LABELS = {"admin": "administration"}


def cure_words(cure: Cure | None, facts: Facts) -> str:
    """One sentence without its full stop; empty when no single change was found."""
    return _sentence(cure, named(cure.ref, facts), facts) if cure is not None else ""


def cures_words(cures: Iterable[Cure], facts: Facts) -> tuple[str, ...]:
    """The same for several; what differs only in its object is said once."""
    alike: dict[Cure, list[str]] = {}
    for cure in dict.fromkeys(cures):
        alike.setdefault(cure._replace(ref=""), []).append(named(cure.ref, facts))
    return tuple(_sentence(cure, ", ".join(dict.fromkeys(names)), facts) for cure, names in alike.items())


def _sentence(cure: Cure, name: str, facts: Facts) -> str:
    place = facts.name_of(cure.place) if cure.place else "a place outside everything that this plan names"
    if cure.kind == "record":
        words = _FACTS.get(
            cure.label,
            f"write down the {_LABELS.get(cure.label, cure.label)} of {{}}, once it is shown to be another one",
        )
        return words.format(name)
    sentences = {
        "lock": f"lock {name} for {duration(cure.amount)}, so that nobody can delete it before",
        "keep": f"keep {name} for {duration(cure.amount)}",
        "key": f"keep a second copy of the key of {name} at {place}",
        "seal": f"keep a sealed copy of the login {name} at {place}",
        "right": f"take the right to delete {name} away from {_login(cure.login, facts)}",
        "copy": f"keep one more copy of {name} at {place}, fetched from there",
        "elsewhere": f"keep one more copy of {name} outside everything that this plan names",
        "runbook": f"write a runbook that brings {name} back without what is gone",
    }
    return sentences[cure.kind]


def _login(ref: str, facts: Facts) -> str:
    return f"the login {facts.name_of(ref)}" if ref else "that login"
