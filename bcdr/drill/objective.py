"""What a drill has to reach: the strictest of everything that it recovers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service


class Objectives(NamedTuple):
    """The shortest rto and rpo; None where nobody said one."""

    rto: timedelta | None = None
    rpo: timedelta | None = None


def objectives(refs: Iterable[str], facts: Facts) -> Objectives:
    """Those of the services and datastores among the references."""
    found = [facts.plan.find(ref) for ref in refs]
    services = [e for e in found if isinstance(e, Service)]
    stores = [e for e in found if isinstance(e, Datastore)]
    rto = [*map(facts.rto_of, services), *map(facts.rto, stores)]
    rpo = [*map(facts.rpo_of, services), *map(facts.rpo, stores)]
    return Objectives(
        min((t for t in rto if t is not None), default=None), min((t for t in rpo if t is not None), default=None)
    )
