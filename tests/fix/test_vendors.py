"""Questions to vendors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "vendor-unanswered: those that nobody wrote down": (
        """\
services: {shop: {tier: 1, depends_on: [vendors/host]}}
vendors:
  host:
    name: Host
    answers:
      where_is_the_data: {answer: Berlin, basis: contract, occurred: 2026-10-01}
      primary_lost:
        asked: 2026-11-01
""",
        """\
        answer: unknown  # TODO: What happens when the main site is lost?
      # TODO: send these questions and write the day under asked; then each answer, with occurred and basis
      how_many_sites_how_far_apart: {answer: unknown, asked: unknown}  # At how many sites, and how far apart are they?
      reach_data_meanwhile: {answer: unknown, asked: unknown}  # How do we reach our data meanwhile?
      has_bcdr_plan: {answer: unknown, asked: unknown}  # Is there a plan for disasters?
      last_dr_test: {answer: unknown, asked: unknown}  # When was it last tested?
      who_backs_up_what: {answer: unknown, asked: unknown}  # Who backs up what: you or we?
      restore_speed_and_depth: {answer: unknown, asked: unknown}  # How fast do you restore, and how far back?
      # How long can deleted data, or a closed account, be brought back?
      grace_after_deletion: {answer: unknown, asked: unknown}
      # How do we leave with all data, and how long before must you tell us?
      exit_route_and_notice: {answer: unknown, asked: unknown}
""",
    ),
    "vendor-without-exit: where to go": (
        """\
services: {shop: {tier: 1, depends_on: [vendors/host]}}
vendors:
  host:
    name: Host
""",
        """\
    exit:
      replacement: unknown  # TODO: where to go instead
""",
    ),
    "vendor-without-exit: with its data": (
        """\
services: {shop: {tier: 1, depends_on: [vendors/host]}}
vendors:
  host:
    name: Host
    exit:
      throughput: 10MB/s
datastores: {d: {class: truth, run_by: host}}
""",
        """\
      format: unknown  # TODO: in what form the data comes out
      tested: unknown  # TODO: the day on which an export was tried, or never
      replacement: unknown  # TODO: where to go instead
""",
    ),
    "vendor-backup-assumed: a clause": (
        """\
vendors:
  host:
    name: Host
    contract:
      reference: C-1
datastores: {d: {class: truth, copies: {n: {kind: snapshot, run_by: host}}}}
""",
        """\
      backup:
        reference: unknown  # TODO: the clause of the contract
        place: unknown  # TODO: where the vendor keeps its copies
        every: unknown  # TODO: how often it makes them
        restore_within: unknown  # TODO: how fast it restores on request
""",
    ),
    "account-loss-unplanned: an account to be looked after": (
        """\
vendors:
  host:
    name: Host
places: {there: {provider: host, account: a}}
services: {shop: {tier: 1, at: there}}
""",
        """\
    account:
      admins: []  # TODO: at least two people who can administer it
      billing_contact: unknown  # TODO: who gets the bills and warnings
      escalation: unknown  # TODO: how to reach a human when the account is locked
      second_payment: no  # TODO: yes, once a second way to pay is on file
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
