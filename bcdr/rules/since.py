"""What has changed since a drill, in words that findings and documents share."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.facts import Facts
from bcdr.analysis.voiding import Difference
from bcdr.rules.phrase import listed


def changed(found: Iterable[Difference], facts: Facts, most: int = 3) -> str:
    """A clause, each object once: "`engine` of Orders database and `run` of step load of Restore orders changed"."""
    fields: dict[str, list[str]] = {}
    gone: list[str] = []
    for each in dict.fromkeys(found):
        if each.is_gone:
            gone.append(f"{_name(each.ref, facts)} is gone")
        else:
            fields.setdefault(each.ref, []).append(_field(each.field, facts))
    objects = [_object(ref, [n for n in names if n], facts) for ref, names in fields.items()]
    said = [f"{listed(objects, most)} changed"] if objects else []
    return listed([*said, *gone], most)


def _object(ref: str, names: list[str], facts: Facts) -> str:
    return f"{listed(names)} of {_name(ref, facts)}" if names else _name(ref, facts)


def _field(name: str, facts: Facts) -> str:
    """A field as the plan writes it; `steps.load.run` is the `run` of a step."""
    if not name:
        return ""
    head, _, rest = name.partition(".")
    if head == "depends_on":
        return f"dependency on {facts.name_of(rest)}"
    if head != "steps" or not rest:
        return f"`{name}`"
    step, _, field = rest.rpartition(".")
    return f"`{field}` of step {step.removeprefix('step-')}"


def _name(ref: str, facts: Facts) -> str:
    store, slash, copy = ref.partition("/copies/")
    return f"copy {copy} of {facts.name_of(store)}" if slash else facts.name_of(ref)
