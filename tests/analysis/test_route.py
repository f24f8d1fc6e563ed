"""Which written way is taken: the fastest, and one runbook for everything that it recovers."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.analysis.facts import Facts
from bcdr.analysis.route import Route, fastest, route

Make = Callable[..., Facts]

PLAN = """
services:
  shop: {depends_on: [services/login, services/api, datastores/db, {on: services/search, fallback: browse}]}
  login: {depends_on: [datastores/accounts]}
  api: {depends_on: [services/queue]}
  queue: {depends_on: [datastores/jobs, {on: services/login, kind: both}]}
  search: {depends_on: [datastores/index]}
datastores:
  db: {}
  accounts: {}
  jobs: {class: derived, rebuild: {from: [orders], duration: 1h}}
  orders: {}
  index: {}
runbooks:
  move: {title: Move, recovers: [services/shop, services/login], steps: [{do: a, takes: 2h}]}
  slow: {title: Slow, recovers: [services/login], steps: [{do: a, takes: 3h}]}
  quick: {title: Quick, recovers: [services/login], steps: [{do: a, takes: 1h}]}
  vague: {title: Vague, recovers: [services/login], steps: [{do: a}]}
"""


def ways(found: Route) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    return {w.ref: (w.runbook.id if w.runbook else None, w.after) for w in found.ways}


def of(facts: Facts, id_: str) -> Route:
    return route(facts.plan.services[id_], facts)


def test_fastest_with_a_known_time(facts: Make) -> None:
    books = facts(PLAN).plan.runbooks
    assert fastest(books.values()) is books["quick"]
    assert fastest([books["vague"]]) is None
    assert fastest([]) is None


def test_the_runbook_that_runs_anyway_is_used_for_all_it_recovers(facts: Make) -> None:
    found = ways(of(facts(PLAN), "shop"))
    assert found["services/login"] == ("move", ())
    assert ways(of(facts(PLAN), "login"))["services/login"] == ("quick", ())


def test_what_is_needed_is_followed_and_fallbacks_are_not(facts: Make) -> None:
    found = ways(of(facts(PLAN), "shop"))
    assert "services/search" not in found
    assert "datastores/db" not in found  # its own runbook brings the data along
    assert found["datastores/jobs"] == (None, ())


def test_a_service_without_any_way_back_is_taken_to_be_there_and_looked_through(facts: Make) -> None:
    found = of(facts(PLAN), "shop")
    assert found.assumed == ("services/api",)
    assert ways(found)["services/shop"] == ("move", ("services/login", "services/queue"))


def test_services_that_run_only_together_do_not_wait_for_each_other(facts: Make) -> None:
    text = "services:\n" + "".join(
        f"  {a}: {{depends_on: [{{on: services/{b}, kind: %s}}, datastores/d{a}]}}\n" for a, b in ("xy", "yz", "zx")
    )
    stores = "datastores: {dx: {size: 1GB}, dy: {size: 1GB}, dz: {size: 1GB}}\n"
    found = ways(of(facts(text % ("runtime", "runtime", "runtime") + stores), "x"))
    assert found["services/x"][1] == ("datastores/dx", "services/y")
    assert found["services/z"][1] == ("datastores/dz",)
    # to be restored it needs it, so this is a circle and stays one
    found = ways(of(facts(text % ("runtime", "runtime", "recovery") + stores), "x"))
    assert found["services/z"][1] == ("datastores/dz", "services/x")


def test_a_runbook_of_two_does_not_wait_for_what_waits_for_one_of_them(facts: Make) -> None:
    plan = facts("""
        services:
          shop: {depends_on: [services/login, services/pay]}
          login: {}
          pay: {depends_on: [services/login]}
        runbooks:
          move: {title: Move, recovers: [services/shop, services/login], steps: [{do: a, takes: 2h}]}
          pay: {title: Pay, recovers: [services/pay], steps: [{do: a, takes: 1h}]}
    """)
    found = ways(of(plan, "shop"))
    assert found["services/pay"] == ("pay", ())
    assert found["services/shop"] == ("move", ("services/login", "services/pay"))


def test_derived_data_waits_for_what_it_is_made_from(facts: Make) -> None:
    text = PLAN.replace("depends_on: [datastores/jobs, {on", "depends_on: [datastores/jobs, datastores/orders, {on")
    assert ways(of(facts(text), "queue"))["datastores/jobs"] == (None, ("datastores/orders",))


def test_the_runbook_named_for_a_rebuild_is_one_of_the_ways(facts: Make) -> None:
    text = PLAN.replace("rebuild: {from: [orders], duration: 1h}", "rebuild: {runbook: slow}")
    assert ways(of(facts(text), "queue"))["datastores/jobs"] == ("slow", ())


def test_a_chain_of_thousands_is_followed_to_its_end(facts: Make) -> None:
    number = 1500
    lines = [f"  s{n}: {{depends_on: [services/s{n + 1}, datastores/d]}}" for n in range(number)]
    found = of(
        facts(
            "services:\n"
            + "\n".join([*lines, f"  s{number}: {{depends_on: [datastores/d]}}", "datastores: {d: {size: 1GB}}"])
        ),
        "s0",
    )
    assert len(found.ways) == number + 2
