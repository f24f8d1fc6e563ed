"""Papers on personal data, and scenarios."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "breach-process-missing: all of it": (
        """\
datastores: {d: {class: truth, personal: ordinary}}
""",
        """\
    breach:
      procedure: unknown  # TODO: the runbook or document that says what to do
      decided_by: unknown  # TODO: who decides whether to tell authority and people
      register: unknown  # TODO: where every such event is noted, also those that need no report
      counts_availability_loss: no  # TODO: yes, once the procedure counts lost or locked data too
""",
    ),
    "privacy-records-missing: whether it is personal": (
        """\
datastores:
  d:
    class: truth
  e: {class: truth, personal: ordinary}
processing:
  p: {title: P, datastores: [e]}
""",
        """\
    personal: unknown  # TODO: none, ordinary, special (health, religion ...) or criminal
""",
    ),
    "privacy-records-missing: an entry of the register": (
        """\
datastores:
  d: {class: truth, personal: ordinary}
processing:
  d: {title: Something else}
""",
        """\
  d-2:
    title: "TODO: what we use d for"
    owner: unknown  # TODO: who answers for it
    purposes: []  # TODO: what for
    subjects: []  # TODO: whose data, such as customers
    categories: []  # TODO: which data, such as contact, orders
    retention: unknown  # TODO: when it is erased
    datastores: [d]
""",
    ),
    "privacy-records-missing: a screening": (
        """\
datastores:
  d: {class: truth, personal: special}
processing:
  p:
    title: P
    datastores: [d]
""",
        """\
    screening:
      decision: unknown  # TODO: required or not-required, decided by a person who answers for it
      reason: unknown  # TODO: why
      by: unknown  # TODO: who decided
      occurred: unknown  # TODO: when
""",
    ),
    "privacy-records-missing: erasures": (
        """\
datastores:
  d:
    class: truth
    personal:
      level: ordinary
    copies: {n: {kind: dump}}
processing:
  p: {title: P, datastores: [d]}
""",
        """\
      erasure_replay: unknown  # TODO: the runbook that applies erasures again after a restore
""",
    ),
    "scenario-uncovered: six of them": (
        """\
services: {shop: {tier: 1, parts: {data: d}}}
datastores: {d: {class: truth}}
""",
        """\

scenarios:
  datacentre-fire:
    applicable: unknown  # TODO: yes, or no with a reason
    owner: unknown  # TODO: who watches over it
    runbooks: []  # TODO: what to do
  ransomware:
    applicable: unknown  # TODO: yes, or no with a reason
    owner: unknown  # TODO: who watches over it
    runbooks: []  # TODO: what to do
  accidental-deletion:
    applicable: unknown  # TODO: yes, or no with a reason
    owner: unknown  # TODO: who watches over it
    runbooks: []  # TODO: what to do
  cloud-account-closure:
    applicable: unknown  # TODO: yes, or no with a reason
    owner: unknown  # TODO: who watches over it
    runbooks: []  # TODO: what to do
  key-person-loss:
    applicable: unknown  # TODO: yes, or no with a reason
    owner: unknown  # TODO: who watches over it
    runbooks: []  # TODO: what to do
  saas-vendor-failure:
    applicable: unknown  # TODO: yes, or no with a reason
    owner: unknown  # TODO: who watches over it
    runbooks: []  # TODO: what to do
""",
    ),
    "scenario-uncovered: the open owner of one": (
        """\
services: {shop: {tier: 1, parts: {data: d}}}
datastores: {d: {class: truth}}
runbooks: {r: {title: R}}
people: {p: {name: P}}
scenarios:
  datacentre-fire: {owner: people/p, runbooks: [r]}
  accidental-deletion: {owner: people/p, runbooks: [r]}
  cloud-account-closure: {owner: people/p, runbooks: [r]}
  key-person-loss: {owner: people/p, runbooks: [r]}
  saas-vendor-failure: {owner: people/p, runbooks: [r]}
  ransomware:
    applicable: yes
""",
        """\
    owner: unknown  # TODO: who watches over it
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
