"""The bus factor: how few people must be away until a runbook cannot be carried out, or a credential not be used.

A runbook needs, for its decision, for each of its steps and for each credential, enough people out of a group. It stops
as soon as one group is short, so its minimal cut sets (fault tree terms) are "any so many of this group", and the
smallest group over what it needs decides. That is exact for every size, without a search through sets of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from bcdr.analysis.duty import needed_by
from bcdr.analysis.staffing import people_of
from bcdr.model.people import Credential, Role
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook

Gap = Literal["unnamed", "roster", "no steps"]
"""Why it is not known who else can: nobody is named, a roster kept elsewhere names them, no step is written."""


class Need(NamedTuple):
    """Enough people out of a group: `who` is the reference that names them, `people` are ids in their order.

    `steps` are numbers from 1; empty for the decision to start and for credentials. With a `gap` there may be more
    people than the plan names.
    """

    who: str | None
    steps: tuple[int, ...]
    people: tuple[str, ...]
    enough: int = 1
    gap: Gap | None = None

    @property
    def absences(self) -> int:
        """How many of the named people must be away; 0 when too few are there on a good day."""
        return max(0, len(self.people) - self.enough + 1)


class BusFactor(NamedTuple):
    """What must be staffed. Without any need nobody's absence stops it: a sealed copy is enough."""

    needs: tuple[Need, ...]

    @property
    def at_most(self) -> int | None:
        """How many people must be away, if it is not fewer; None when no group is fully known."""
        return min((n.absences for n in self.needs if n.gap is None), default=None)

    @property
    def is_exact(self) -> bool:
        """No group of which the plan names only a part could be exhausted earlier."""
        return self.at_most is not None and not self.open

    @property
    def is_free(self) -> bool:
        """It needs nobody in particular."""
        return not self.needs

    @property
    def is_in_roster(self) -> bool:
        """Some of the people are named only in a roster kept elsewhere."""
        return any(n.gap == "roster" for n in self.needs)

    @property
    def weakest(self) -> tuple[Need, ...]:
        """The groups that decide: each stops it when `at_most` of its people are away."""
        return tuple(n for n in self.needs if n.gap is None and n.absences == self.at_most)

    @property
    def alone(self) -> tuple[str, ...]:
        """Ids of the people of whom each alone can stop it by being away."""
        found = [p for n in self.needs if n.gap is None and n.absences == 1 for p in n.people]
        return tuple(dict.fromkeys(found))

    @property
    def open(self) -> tuple[Need, ...]:
        """Groups that are not fully known and might be the weakest."""
        most = self.at_most
        return tuple(n for n in self.needs if n.gap is not None and (most is None or n.absences < most))


def of_runbook(book: Runbook, plan: Plan, as_of: date) -> BusFactor:
    """The bus factor of a runbook: its decision, its steps with `people: n`, the credentials that it needs.

    People can do one step after the other, and one who holds a credential can help one who does not.
    """
    return BusFactor(tuple(_merged(_of_runbook(book, plan, as_of))))


def of_credential(credential: Credential, plan: Plan, as_of: date) -> BusFactor:
    """The bus factor of a credential: its holders, or nobody where it can be had without them."""
    if is_sealed(credential) or is_fetched(credential):
        return BusFactor(())
    people, gap = _behind(credential.holders, plan, as_of)
    return BusFactor((Need(credential.ref, (), people, 1, gap),))


def is_sealed(credential: Credential) -> bool:
    """A sealed copy lies at a known place, and somebody has looked whether it is there."""
    sealed = credential.break_glass
    return sealed is not None and sealed.place is not None and sealed.checked is not None


def is_fetched(credential: Credential) -> bool:
    """A machine's credential that is kept somewhere: any administrator can fetch it there."""
    return not credential.human and credential.kept_in is not None


def _of_runbook(book: Runbook, plan: Plan, as_of: date) -> Iterator[Need]:
    if book.activation is not None and book.activation.by is not None:
        people, gap = _behind((book.activation.by,), plan, as_of)
        yield Need(book.activation.by, (), people, 1, gap)
    if not book.steps:
        yield Need(None, (), (), 1, "no steps")
    for number, step in enumerate(book.steps, 1):
        people, gap = _behind((step.by,) if step.by is not None else (), plan, as_of)
        yield Need(step.by, (number,), people, max(1, step.people or 1), gap)
    for ref in needed_by(book):
        credential = plan.credentials.get(ref.removeprefix("credentials/")) if ref.startswith("credentials/") else None
        if credential is not None:
            yield from of_credential(credential, plan, as_of).needs


def _merged(needs: Iterable[Need]) -> Iterator[Need]:
    """One need for all steps of the same people in the same number."""
    found: dict[tuple[str | None, int, Gap | None], Need] = {}
    for need in needs:
        key = (need.who, need.enough, need.gap)
        before = found.get(key)
        found[key] = need if before is None else before._replace(steps=before.steps + need.steps)
    return iter(found.values())


def _behind(refs: Iterable[str], plan: Plan, as_of: date) -> tuple[tuple[str, ...], Gap | None]:
    """Ids of the active people behind references, and why there may be more."""
    refs = tuple(refs)
    people = tuple(dict.fromkeys(p.id for ref in refs for p in people_of(ref, plan, as_of)))
    roles = [r for r in map(plan.find, refs) if isinstance(r, Role)]
    if any(r.holders_in is not None for r in roles):
        return people, "roster"
    # a role whose people have all left is empty; one for which nobody was ever written is not known
    is_written = any(ref.startswith("people/") for ref in refs) or any(
        r.holder or r.deputies or r.members for r in roles
    )
    return people, None if is_written else "unnamed"
