"""Where the seven parts of a service are kept."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.model.record import fields_of
from bcdr.model.service import Parts
from bcdr.source.edit import Add, Edit

_REMARK = "TODO: for each part the datastores that hold it, or none where there is nothing of the kind"


def service_parts_undeclared(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The parts that nobody spoke of, as `unknown`.

    `none` would be a statement that nobody made, and guessing a datastore would hide the one that is missing.
    """
    service = facts.plan.services[finding.object.partition("/")[2]]
    parts = service.parts
    missing = [n for n in fields_of(Parts) if parts is None or not parts.is_declared(n)]
    if missing:
        yield Add((*service.path, "parts"), dict.fromkeys(missing), _REMARK)
