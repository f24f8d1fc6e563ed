"""Which fields of an object decide whether a drill of it still shows anything, and which do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bcdr.analysis.exercised import entry_of, written
from bcdr.analysis.facts import Facts
from bcdr.analysis.substance import has_substance, substance
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.record import fields_of
from bcdr.model.runbook import Runbook, Step
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor

Make = Callable[..., Facts]

COUNTS: dict[type[Any], str] = {
    Datastore: "class_ engine at run_by contents encryption rebuild",
    Copy: "kind active at tool method run_by from_ base includes excludes encrypted reader",
    Place: "within storage site region provider account admin model",
    Credential: "can mfa login_via kept_in",
    Service: "at vendor depends_on parts standby",
    Vendor: "exit",
    Channel: "kind at",
    Runbook: "target steps",
    Step: "id kind after run environment check",
}
COUNTS_NOT: dict[type[Any], str] = {
    Datastore: """name description tier owner active size growth limit personal multi_tenant tenants rpo rpo_corruption
        consistency_group restore deletion reentry discovered_as copies changed note""",
    Copy: """declared_as every cron timezone pauses duration lag waits delay stop_within precision keep generations
        immutable append_only pulled in_transit_encrypted deletable_by deleted_with_source monitor last_success
        earlier_sizes reported_as restore limit since changed note""",
    Place: "name country basis checked coordinates offline lead_time limit note",
    Credential: "name holders human environment break_glass reviewed",
    Service: """name description tier owner active public multi_tenant keeps_others_data dns_zone rto rto_clock rpo
        rpo_corruption wrt mtpd mbco confirmed impact busy peak fallback no_fallback_needed estimate statement
        minimum_staff changed note""",
    Vendor: """name provides group owner contract contacts account processor handles_personal_data own_controller answers
        outage note""",
    Channel: "name audience direction depends_on dns_zone url primary owner fallback tested note",
    Runbook: """title recovers scenarios owner author reviewed exercised activation needs commands_approved rollback
        returns copies_kept note""",
    Step: "do by people takes items expect limit needs if_fails note",
}


@pytest.mark.parametrize("cls", COUNTS, ids=lambda c: c.__name__)
def test_of_every_field_it_is_decided_whether_it_counts(cls: type[Any]) -> None:
    """Who adds a field to the format decides it here; what begins to count needs a new scheme."""
    assert sorted(fields_of(cls)) == sorted([*COUNTS[cls].split(), *COUNTS_NOT[cls].split()])


PLAN = """
vendors: {host: {exit: {format: SQL dump}}, safe: {}}
places:
  city: {region: north}
  vault: {within: city, site: one, provider: host}
  spare: {site: two, model: r740}
  rack: {within: vault, storage: s1}
credentials: {key: {kept_in: places/vault, can: {read: [places/vault], restore: [datastores/db]}}}
services: {shop: {at: rack, vendor: host, depends_on: [datastores/db], standby: {at: spare}, rto: 4h}}
channels: {page: {kind: status-page, audience: customers, at: rack}}
datastores:
  db:
    engine: postgresql 16
    at: rack
    contents: [tables, files]
    encryption: {at_rest: yes, key: {at: vault}}
    copies:
      base: {kind: dump, at: vault, tool: pg_dump 16.2, method: engine-aware, every: 1d, encrypted: {key: {at: vault}}}
      log: {kind: log-archive, at: vault, base: base}
      cold: {kind: tape, at: vault, from: base, excludes: [files]}
  index: {class: derived, rebuild: {from: [db], runbook: bring-back}}
runbooks:
  bring-back:
    title: Bring the database back
    recovers: [datastores/db]
    target: {at: spare}
    steps:
      - {id: stop, do: Stop writes, kind: freeze}
      - {id: load, do: Load, kind: restore, run: pg_restore -j 4, environment: [PGPASSWORD, HOME], takes: 60m}
      - {id: tell, do: Tell everybody, kind: communicate}
      - {id: count, do: Count, kind: verify, run: psql -c, check: {kind: row-count, expected: "10"}}
"""


def after(make: Make, change: str) -> Plan:
    """The plan with one text (before ` -> `) replaced by another; ` / ` begins a new line of the same depth."""
    if not change:
        return make(PLAN).plan
    old, new = change.split(" -> ")
    assert PLAN.count(old) == 1, old
    line = next(line for line in PLAN.splitlines() if old.splitlines()[0] in line)
    return make(PLAN.replace(old, new.replace(" / ", "\n" + line[: len(line) - len(line.lstrip())]))).plan


def digest(plan: Plan, ref: str) -> str:
    entry = entry_of(plan, ref)
    assert entry is not None
    return written(substance(entry, plan))


DB, BASE, COLD, BOOK = "datastores/db", "datastores/db/copies/base", "datastores/db/copies/cold", "runbooks/bring-back"


@pytest.mark.parametrize(
    ("ref", "change", "fields"),
    [
        (DB, "engine: postgresql 16 -> engine: postgresql 17", "engine"),
        (DB, "engine: postgresql 16 -> engine: mariadb 10.6", "engine"),
        (DB, "at: rack\n    contents -> at: spare\n    contents", "at"),
        (DB, "contents: [tables, files] -> contents: [tables, files, blobs]", "contents"),
        (DB, "at_rest: yes, key: {at: vault} -> at_rest: yes, key: {at: spare}", "encryption.key.at"),
        (BASE, "base: {kind: dump, at: vault -> base: {kind: snapshot, at: vault", "kind"),
        (BASE, "base: {kind: dump, at: vault -> base: {kind: dump, at: spare", "at"),
        (BASE, "tool: pg_dump 16.2 -> tool: pg_dump 17.0", "tool"),
        (BASE, "method: engine-aware -> method: file-copy", "method"),
        (BASE, "encrypted: {key: {at: vault}} -> encrypted: {key: {at: spare}}", "encrypted.key.at"),
        (BASE, "encrypted: {key: {at: vault}} -> encrypted: no", "encrypted encrypted.key.at"),
        (BASE, "kind: dump, at: vault -> kind: dump, active: no, at: vault", "active"),
        (BASE, "kind: dump, at: vault -> kind: dump, run_by: host, at: vault", "run_by"),
        (BASE, "kind: dump, at: vault -> kind: dump, includes: [tables], at: vault", "includes"),
        (COLD, "excludes: [files] -> excludes: [files, tables]", "excludes"),
        (COLD, "from: base, excludes -> from: log, excludes", "from"),
        ("datastores/db/copies/log", "base: base -> base: cold", "base"),
        ("datastores/index", "rebuild: {from: [db] -> rebuild: {from: [index]", "rebuild.from"),
        ("places/vault", "provider: host -> provider: other", "provider"),
        ("places/vault", "site: one -> site: nine", "site"),
        ("places/vault", "{region: north} -> {region: south}", "region"),
        ("places/rack", "site: one -> site: nine", "site"),
        ("places/spare", "model: r740 -> model: r750", "model"),
        ("credentials/key", "kept_in: places/vault -> kept_in: places/spare", "kept_in"),
        ("credentials/key", "read: [places/vault], restore -> read: [places/spare], restore", "can.read"),
        ("services/shop", "standby: {at: spare} -> standby: {at: vault}", "standby.at"),
        (
            "services/shop",
            "depends_on: [datastores/db] -> depends_on: [datastores/index]",
            "depends_on.datastores/db depends_on.datastores/index",
        ),
        ("vendors/host", "format: SQL dump -> format: CSV", "exit.format"),
        ("channels/page", "kind: status-page -> kind: website", "kind"),
        (BOOK, "pg_restore -j 4 -> pg_restore -j 8", "steps.load.run"),
        (BOOK, "environment: [PGPASSWORD, HOME] -> environment: [PGPASSWORD]", "steps.load.environment"),
        (BOOK, "kind: row-count -> kind: query", "steps.count.check"),
        (BOOK, "target: {at: spare} -> target: {at: vault}", "target.at"),
        (BOOK, "kind: freeze -> kind: provision", "steps"),
        (BOOK, "id: count, do: Count, kind: verify -> id: count, do: Count, kind: verify, after: [stop]", "steps"),
        (BOOK, "id: stop, do: Stop writes -> id: halt, do: Stop writes", "steps"),
        (BOOK, "- {id: stop -> - {do: First, kind: provision} / - {id: stop", "steps"),
    ],
)
def test_what_is_exercised_is_known_by(facts: Make, ref: str, change: str, fields: str) -> None:
    before, now = digest(after(facts, ""), ref), digest(after(facts, change), ref)
    differs = set(before.split(" ")) ^ set(now.split(" "))
    assert sorted({word.rpartition("=")[0] for word in differs}) == fields.split()


@pytest.mark.parametrize(
    ("ref", "change"),
    [
        (DB, "engine: postgresql 16 -> engine: PostgreSQL  16.9"),
        (DB, "engine: postgresql 16 -> engine: postgresql 16 / name: Orders / owner: unknown / size: 9GB / rpo: 1h"),
        (DB, "contents: [tables, files] -> contents: [files, tables, files]"),
        (DB, "at_rest: yes, key -> at_rest: no, in_transit: yes, key"),
        (BASE, "tool: pg_dump 16.2 -> tool: pg_dump 16.8"),
        (BASE, "every: 1d -> cron: '0 2 * * *', keep: 35d, duration: 1h, last_success: 2026-01-01"),
        (BASE, "kind: dump, at: vault -> kind: dump, at: places/vault, active: yes, includes: [all], excludes: none"),
        (BASE, "encrypted: {key: {at: vault}} -> encrypted: {applied: yes, key: {at: vault, second_copy: spare}}"),
        ("places/rack", "{within: vault, storage: s1} -> {storage: s1, site: one, provider: host, region: north}"),
        ("places/vault", "site: one -> site: one, name: The vault, note: x, lead_time: 1h, checked: 2026-01-01"),
        ("credentials/key", "kept_in: places/vault -> kept_in: places/vault, holders: none, reviewed: 2026-01-01"),
        ("services/shop", "depends_on: [datastores/db] -> parts: {data: db}"),
        ("services/shop", "rto: 4h -> rto: 8h, name: Shop, tier: 1, changed: 2026-01-01, mbco: orders"),
        (BOOK, "takes: 60m -> takes: 1h, by: unknown, limit: 3h, if_fails: call the host, expect: all"),
        (BOOK, "do: Stop writes -> do: Stop all writes and wait"),
        (BOOK, 'expected: "10" -> expected: "12", within: 2'),
        (BOOK, "id: tell, do: Tell everybody, kind: communicate -> do: Decide, kind: decide"),
        (BOOK, "id: load, do: Load -> id: load, after: [stop], do: Load"),
        (BOOK, "id: count, do: Count -> id: count, after: [load], do: Count"),
        (BOOK, "environment: [PGPASSWORD, HOME] -> environment: [HOME, PGPASSWORD]"),
        (BOOK, "run: psql -c -> run: 'psql -c'"),
        (BOOK, "title: Bring the database back -> title: Restore / reviewed: 2026-11-01 / rollback: x"),
    ],
)  # fmt: skip
def test_what_changes_nothing(facts: Make, ref: str, change: str) -> None:
    assert digest(after(facts, ""), ref) == digest(after(facts, change), ref)


def test_roles_people_and_scenarios_have_nothing_that_can_change(facts: Make) -> None:
    plan = facts("roles: {lead: {}}\npeople: {ann: {name: Ann}}\nscenarios: {ransomware: {}}").plan
    for entry in (plan.roles["lead"], plan.people["ann"], plan.scenarios["ransomware"]):
        assert not has_substance(entry)
        assert substance(entry, plan) == ()


def test_lists_that_look_alike_differ(facts: Make) -> None:
    ab, a_b = (facts(f"datastores: {{db: {{contents: {text}}}}}").plan for text in ("['a,1:b']", "[a, b]"))
    assert digest(ab, DB) != digest(a_b, DB)


def test_two_steps_of_one_name_are_no_trouble(facts: Make) -> None:
    plan = facts("runbooks: {r: {title: R, steps: [{id: a, do: x, run: one}, {id: a, do: y, run: two}, do it]}}").plan
    assert "steps.a.run" in digest(plan, "runbooks/r")
