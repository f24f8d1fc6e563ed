"""A drill that counts still counts in a redacted plan, and one that does not still does not."""

from __future__ import annotations

import re

import pytest

from bcdr.analysis.exercised import digests
from bcdr.analysis.voiding import Memory, voided
from bcdr.audit import audit
from bcdr.model.plan import Plan
from bcdr.report.audience.audience import Audience
from bcdr.report.audience.redact import redacted
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

from ..conftest import AS_OF

TEXT = """
bcdr: 1
organization: {name: Test, country: DE}
people: {ann: {name: Ann Low}}
places: {hall-7: {name: Hall 7, storage: db1}, vault-3: {name: Vault, storage: v1}}
datastores:
  orders:
    name: Orders
    engine: postgresql
    at: hall-7
    copies: {nightly: {kind: dump, at: vault-3, every: 1d}}
drills:
  restore: {type: system-restore, covers: [datastores/orders], occurred: 2026-11-01, result: passed, DIGESTS}
"""


def plan_of(digests: str) -> Plan:
    loaded = load(from_texts({"plan.yaml": TEXT.replace("DIGESTS", digests)}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


def digests_now() -> dict[str, str]:
    plan = plan_of("announced: yes")
    return digests(plan.drills["restore"], plan)


def changes_of(plan: Plan) -> set[tuple[str, str]]:
    memory = Memory(plan)
    found = voided(plan.drills["restore"], memory)
    return {(c.ref.partition("/")[0], c.field) for changes in found.values() for c in changes}


@pytest.mark.parametrize("audience", ["staff", "public"])
@pytest.mark.parametrize("changed", ["", "engine=", "at="])
def test_it_counts_as_it_did(changed: str, audience: Audience) -> None:
    said = digests_now()
    if changed:
        said = {k: re.sub(rf"\b{changed}[0-9a-f]{{12}}", f"{changed}{'1' * 12}", v) for k, v in said.items()}
    plan = plan_of("digests: {" + ", ".join(f"{k}: {v}" for k, v in said.items()) + "}")
    before = changes_of(plan)
    assert bool(before) == bool(changed)
    assert changes_of(redacted(plan, audience)) == before
    assert audit(redacted(plan, audience), AS_OF).findings
