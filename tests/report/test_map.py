"""What a map shows, out of a plan: who needs what, where copies lie, what falls together, what is not known."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.audit import Audit
from bcdr.report.domain import area_name, domain, sort_of
from bcdr.report.drawing.topology import Held, Need, Topology
from bcdr.report.map import MOST_LANES, of_service, whole
from bcdr.report.picture import whole_map
from bcdr.report.protection import protection_of

OfText = Callable[[str], Audit]
PLAN = """
places:
  hall: {name: Hall two, site: h2, provider: nord}
  rack: {name: Rack four, within: hall}
  vault: {name: Vault, site: v1, offline: yes}
  bucket: {name: Bucket, site: b1, provider: sand}
vendors:
  sand: {name: Sandvault AB}
services:
  shop: {name: Shop, tier: 1, at: rack, depends_on: [datastores/orders, {on: services/mail, fallback: paper}, vendors/sand]}
  mail: {name: Mail, tier: 2, depends_on: [datastores/boxes, services/login]}
  login: {name: Login, tier: 1, depends_on: [datastores/users]}
datastores:
  orders:
    at: rack
    copies:
      near: {kind: dump, at: hall, every: 24h}
      far: {kind: dump, at: bucket, immutable: {for: 30d, mode: compliance}}
      disk: {kind: disk-rotation, at: vault, from: far}
      twin: {kind: replica, at: bucket}
      old: {kind: dump, at: vault, active: no}
  boxes: {copies: {a: {kind: dump}}}
  users: {class: derived}
"""


def rows(found: Topology) -> dict[str, tuple[Held, ...]]:
    return {r.key: r.held for a in found.areas for r in a.rows}


def test_copies_are_counted_by_place_and_sort(of_text: OfText) -> None:
    found = whole(of_text(PLAN).facts)
    assert set(rows(found)["datastores/orders"]) == {
        Held("places/hall", "backup", 1, "same site"),
        Held("places/bucket", "locked"),
        Held("places/bucket", "live"),
        Held("places/vault", "offline"),
    }
    assert rows(found)["datastores/users"] == ()


def test_what_is_not_known_is_never_together(of_text: OfText) -> None:
    found = whole(of_text(PLAN).facts)
    assert rows(found)["datastores/boxes"] == (Held("in ", "backup"),)
    unknown = next(a for a in found.areas if not a.key)
    assert unknown.name == "Place not known"


def test_sites_are_called_by_their_outermost_place_and_who_runs_it(of_text: OfText) -> None:
    facts = of_text(PLAN).facts
    found = whole(facts)
    assert {(s.name, s.provider) for s in found.sites} >= {
        ("Hall two", "nord"),
        ("Bucket", "Sandvault AB"),
        ("Vault", ""),
    }
    assert domain(facts.labels("vendors/sand")) == "provider/sand"
    assert area_name(facts, "provider/sand", {}) == "Sandvault AB, site not known"


def test_needs_are_lines_and_a_fallback_makes_them_soft(of_text: OfText) -> None:
    assert set(whole(of_text(PLAN).facts).needs) == {
        Need("services/shop", "datastores/orders"), Need("services/shop", "services/mail", is_soft=True),
        Need("services/mail", "datastores/boxes"), Need("services/mail", "services/login"),
        Need("services/login", "datastores/users"),
    }  # fmt: skip


def test_the_main_point_names_what_has_no_copy(of_text: OfText) -> None:
    assert whole(of_text(PLAN).facts).says == (
        "3 services and 3 datastores with 5 copies; no copy of users; no copy is shown to lie at another site of boxes."
    )


def test_a_service_shows_what_it_rests_on_and_nothing_else(of_text: OfText) -> None:
    facts = of_text(PLAN).facts
    found = of_service(facts, facts.plan.services["login"])
    assert set(rows(found)) == {"datastores/users"}
    found = of_service(facts, facts.plan.services["shop"])
    assert set(rows(found)) == {"datastores/orders", "datastores/boxes", "datastores/users", "vendors/sand"}
    assert [s.key for t in found.tiers for s in t.spots if s.is_subject] == ["services/shop"]


def test_many_places_share_lanes_and_no_copy_gets_lost(of_text: OfText) -> None:
    places = "".join(f"  p{n}: {{site: s{n}}}\n" for n in range(12))
    copies = "".join(f"      c{n}: {{kind: dump, at: p{n}}}\n" for n in range(12))
    found = whole(of_text(f"places:\n{places}datastores:\n  one:\n    copies:\n{copies}").facts)
    lanes = [lane.key for s in found.sites for lane in s.lanes]
    assert len(lanes) == MOST_LANES
    held = rows(found)["datastores/one"]
    assert sum(h.number for h in held) == 12
    assert {h.lane for h in held} == set(lanes)
    assert found.sites[-1].name == "5 other sites"


def test_a_table_says_of_every_copy_where_it_lies(of_text: OfText) -> None:
    places = "".join(f"  p{n}: {{site: s{n}}}\n" for n in range(12))
    copies = "".join(f"      c{n}: {{kind: dump, at: p{n}}}\n" for n in range(12))
    audit = of_text(f"places:\n{places}datastores:\n  one:\n    copies:\n{copies}")
    _, (_, stores) = whole_map(audit.facts)
    assert {"".join(s.text for s in line) for line in stores.rows[0][-1].lines} == {f"backup: p{n}" for n in range(12)}


def test_of_many_datastores_the_most_critical_are_kept(of_text: OfText) -> None:
    stores = "".join(f"  d{n}: {{tier: {1 if n > 7 else 3}}}\n" for n in range(10))
    found = whole(of_text(f"datastores:\n{stores}").facts, most=2)
    assert set(rows(found)) == {"datastores/d8", "datastores/d9"}


def test_a_datastore_shows_each_copy_and_what_it_is_made_from(of_text: OfText) -> None:
    facts = of_text(PLAN).facts
    found = protection_of(facts, facts.plan.datastores["orders"])
    keys = [[r.key.rpartition("/")[2] for a in areas for r in a.rows] for areas in found.columns]
    assert keys == [["orders"], ["near", "far", "twin"], ["disk"]]
    assert Need("datastores/orders/copies/far", "datastores/orders/copies/disk") in found.needs
    assert [a.shared for a in found.columns[1]] == ["same site as the data", ""]
    assert found.says == "4 copies of orders: 1 at the same site as the data, 3 at another site, 2 locked or offline."


def test_a_place_that_is_not_known_is_not_another_one(of_text: OfText) -> None:
    facts = of_text(
        "vendors: {v: {}}\ndatastores: {d: {at: vendors/v, copies: {a: {kind: dump}, b: {kind: dump, at: vendors/v}}}}"
    ).facts
    store = facts.plan.datastores["d"]
    assert "no copy is shown to lie at another site of d" in whole(facts).says
    assert "1 at the same provider as the data, 1 not shown to be at another site" in protection_of(facts, store).says


def test_copies_that_are_made_from_each_other_do_not_hang(of_text: OfText) -> None:
    facts = of_text("datastores: {d: {copies: {a: {kind: dump, from: b}, b: {kind: dump, from: a}}}}").facts
    assert len(protection_of(facts, facts.plan.datastores["d"]).columns) == 2


def test_a_lock_with_a_bypass_is_a_backup_like_others(of_text: OfText) -> None:
    facts = of_text(
        "datastores: {d: {copies: {a: {kind: dump, immutable: {for: 1d, mode: governance}}, b: {kind: unstated}}}}"
    ).facts
    copies = facts.plan.datastores["d"].copies
    assert sort_of(facts, copies["a"]) == "backup"
    assert sort_of(facts, copies["b"]) == "unstated"
