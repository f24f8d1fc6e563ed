"""Random small plans, as a person might have written them on a bad day: circles, gaps and leavers included.

Every plan is text, so that the real loader reads it. The same seed gives the same plan.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

KINDS = (
    "dump", "snapshot", "image", "tape", "export", "clone", "versioned-objects", "log-archive",
    "replica", "mirror", "sync", "raid", "unstated",
)  # fmt: skip
Entry = dict[str, Any]
STORAGES: tuple[Entry, ...] = (
    {"storage": "st1", "site": "si1", "region": "re1"},
    {"storage": "st2", "site": "si1", "region": "re1"},
    {"storage": "st3", "site": "si2", "region": "re1"},
    {"storage": "st4", "site": "si3", "region": "re2"},
)
ACCOUNTS: tuple[Entry, ...] = (
    {"account": "ac1", "provider": "prov"},
    {"account": "ac2", "provider": "v0"},
    {"account": "ac3", "provider": "v0"},
    {"account": "ac4", "provider": "self"},
)


def plan_of(text: dict[str, Any]) -> Plan:
    """The plan that a tree of text stands for."""
    loaded = load(from_texts({"plan.yaml": json.dumps(text)}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


def random_text(seed: int, *, size: int = 3) -> dict[str, Any]:
    """A plan with at most `size` datastores, and of everything else in proportion."""
    return _Author(Random(seed), size).write()


class _Author:
    def __init__(self, dice: Random, size: int) -> None:
        self.dice = dice
        self.stores = [f"d{n}" for n in range(dice.randint(1, size))]
        self.places = [f"p{n}" for n in range(dice.randint(2, 2 + 2 * size))]
        self.logins = [f"c{n}" for n in range(dice.randint(0, size))]
        self.people = [f"h{n}" for n in range(dice.randint(1, size))]
        self.roles = [f"r{n}" for n in range(dice.randint(0, 2))]
        self.vendors = [f"v{n}" for n in range(dice.randint(0, 2))]
        self.services = [f"s{n}" for n in range(dice.randint(0, size))]
        self.books = [f"b{n}" for n in range(dice.randint(0, size))]
        self.papers = [f"paper{n}" for n in range(dice.randint(0, 1))]
        self.channels = [f"call{n}" for n in range(dice.randint(0, 2))]
        self.planes: set[str] = set()
        self.spots: dict[str, Entry] = {}

    def write(self) -> dict[str, Any]:
        whole: dict[str, Any] = {
            "people": {p: self.person() for p in self.people},
            "roles": {r: self.role() for r in self.roles},
            "vendors": {v: self.vendor() for v in self.vendors},
            "places": {p: self.place(n) for n, p in enumerate(self.places)},
            "credentials": {c: self.login() for c in self.logins},
            "datastores": {d: self.store(d) for d in self.stores},
            "services": {s: self.service(s) for s in self.services},
            "runbooks": {b: self.book() for b in self.books},
            "documents": {d: self.paper() for d in self.papers},
            "channels": {c: self.channel(c) for c in self.channels},
            "kept": {"folder": self.folder()},
        }
        if self.chance(0.7):
            del whole["kept"]
        return {"bcdr": 1, "organization": {"name": "Small"}, **{k: v for k, v in whole.items() if v}}

    # --- dice -----------------------------------------------------------------------------------------------------

    def chance(self, of: float) -> bool:
        return self.dice.random() < of

    def one(self, *kinds: str) -> str | None:
        """A reference to anything of one of these kinds."""
        ids = {
            "places": self.places, "datastores": self.stores, "vendors": self.vendors, "services": self.services,
            "credentials": self.logins, "people": self.people, "roles": self.roles, "documents": self.papers,
            "channels": self.channels, "runbooks": self.books,
        }  # fmt: skip
        refs = [f"{k}/{i}" for k in kinds for i in ids[k]]
        return self.dice.choice(refs) if refs else None

    def some(self, most: int, *kinds: str) -> list[str]:
        found = (self.one(*kinds) for _ in range(self.dice.randint(0, most)))
        return list(dict.fromkeys(r for r in found if r is not None))

    def maybe(self, entry: Entry, key: str, value: Any, of: float) -> None:
        if value is not None and self.chance(of):
            entry[key] = value

    # --- entries --------------------------------------------------------------------------------------------------

    def person(self) -> Entry:
        entry: Entry = {"name": "Somebody"}
        self.maybe(entry, "active", False, 0.1)
        self.maybe(entry, "leaves_on", self.dice.choice(["2026-11-20", "2026-11-21", "2027-01-01"]), 0.2)
        return entry

    def role(self) -> Entry:
        entry: Entry = {"name": "Duty"}
        self.maybe(entry, "holder", self.dice.choice(self.people), 0.8)
        self.maybe(entry, "deputies", [self.dice.choice(self.people)], 0.4)
        self.maybe(entry, "members", [self.dice.choice(self.people)], 0.2)
        self.maybe(entry, "holders_in", f"places/{self.places[0]}", 0.1)
        return entry

    def vendor(self) -> Entry:
        entry: Entry = {"name": "Vendor"}
        self.maybe(entry, "group", self.dice.choice(["v0", "holding"]), 0.3)
        if self.books:
            self.maybe(entry, "outage", [{"do": "wait", "runbook": self.dice.choice(self.books)}], 0.2)
        return entry

    def place(self, number: int) -> Entry:
        """Labels of one true spot, most of them written down; a place within another is at the same spot."""
        entry: Entry = {}
        spot = {**self.dice.choice(STORAGES), **self.dice.choice(ACCOUNTS)}
        if number and self.chance(0.25):
            entry["within"] = outer = self.places[self.dice.randrange(number)]
            spot = self.spots[outer]
        self.spots[self.places[number]] = spot
        for label, value in spot.items():
            self.maybe(entry, label, value, 0.65)
        self.maybe(entry, "admin", self.dice.choice(["ad1", "ad2"]), 0.65)
        self.maybe(entry, "offline", True, 0.12)
        self.planes |= {entry["admin"]} if "admin" in entry else set()
        return entry

    def login(self) -> Entry:
        entry: Entry = {}
        self.maybe(entry, "holders", self.some(2, "people", "roles"), 0.8)
        can = {
            right: self.some(2, "places", "datastores", "services")
            for right in ("read", "write", "delete", "restore")
            if self.chance(0.4)
        }
        self.maybe(entry, "can", can, 0.9)
        self.maybe(entry, "login_via", self.one("services", "vendors"), 0.3)
        self.maybe(entry, "kept_in", self.one("places", "datastores", "vendors"), 0.4)
        self.maybe(entry, "break_glass", {"place": self.dice.choice(self.places)}, 0.25)
        return entry

    def key(self) -> Entry:
        entry: Entry = {}
        self.maybe(entry, "at", self.one("places", "datastores", "vendors"), 0.8)
        self.maybe(entry, "second_copy", self.one("places", "datastores", "vendors"), 0.3)
        self.maybe(entry, "holders", self.some(2, "people", "roles"), 0.4)
        return entry

    def store(self, id_: str) -> Entry:
        entry: Entry = {}
        self.maybe(entry, "at", self.one("places", "places", "vendors"), 0.9)
        self.maybe(entry, "run_by", self.dice.choice(self.vendors or [None]), 0.15)
        self.maybe(entry, "engine", self.dice.choice(["pg", "my"]), 0.4)
        self.maybe(entry, "active", False, 0.05)
        self.maybe(entry, "contents", ["one", "two"], 0.2)
        if self.books:
            runbooks = {number: {"runbook": self.dice.choice(self.books)} for number in ("one", "many")}
            self.maybe(entry, "tenants", {n: r for n, r in runbooks.items() if self.chance(0.6)}, 0.2)
        if self.chance(0.2):
            entry["class"] = "derived"
        others = [s for s in self.stores if s != id_]
        if self.chance(0.2):
            entry["rebuild"] = rebuild = {}
            if others:
                self.maybe(rebuild, "from", [self.dice.choice(others)], 0.7)
            self.maybe(rebuild, "runbook", self.dice.choice(self.books or [None]), 0.4)
            self.maybe(rebuild, "duration", self.dice.choice(["2h", "0h"]), 0.4)
        names = [f"k{n}" for n in range(self.dice.choice([0, 1, 1, 2, 2, 3, 4]))]
        if names:
            entry["copies"] = {name: self.copy(names) for name in names}
        return entry

    def copy(self, names: list[str]) -> Entry:
        entry: Entry = {"kind": self.dice.choice(KINDS)}
        is_live = entry["kind"] in {"replica", "mirror", "sync", "raid"}
        self.maybe(entry, "at", self.one("places", "places", "vendors"), 0.9)
        self.maybe(entry, "active", False, 0.07)
        self.maybe(entry, "every", "24h", 0.1 if is_live else 0.85)
        self.maybe(entry, "duration", "1h", 0.5)
        self.maybe(entry, "keep", self.dice.choice(["3d", "90d", "90d"]), 0.1 if is_live else 0.75)
        if entry["kind"] == "log-archive":
            self.maybe(entry, "lag", "5m", 0.7)
            self.maybe(entry, "base", self.dice.choice(names), 0.6)
        if is_live:
            self.maybe(entry, "lag", "1m", 0.6)
        if entry["kind"] == "replica":
            self.maybe(entry, "delay", self.dice.choice(["6h", "30d"]), 0.5)
            self.maybe(entry, "stop_within", "1h", 0.7)
        self.maybe(
            entry,
            "immutable",
            {
                "for": self.dice.choice(["3d", "60d", "60d"]),
                "mode": self.dice.choice(["governance", "compliance", "offline"]),
            },
            0.3,
        )
        self.maybe(entry, "append_only", True, 0.2)
        self.maybe(entry, "pulled", True, 0.4)
        self.maybe(entry, "deleted_with_source", True, 0.1)
        self.maybe(entry, "run_by", self.dice.choice(self.vendors or [None]), 0.1)
        deletable = ["admin/" + a for a in sorted(self.planes)] + [f"credentials/{c}" for c in self.logins]
        if deletable:
            self.maybe(entry, "deletable_by", [self.dice.choice(deletable)], 0.25)
        self.maybe(
            entry,
            "encrypted",
            {"applied": self.chance(0.9), "key": self.key()} if self.chance(0.8) else {"applied": True},
            0.3,
        )
        self.maybe(entry, "includes", [self.dice.choice(["one", "two", "all"])], 0.15)
        self.maybe(entry, "excludes", [self.dice.choice(["one", "two"])], 0.1)
        return entry

    def service(self, id_: str) -> Entry:
        entry: Entry = {}
        self.maybe(entry, "at", self.one("places", "places", "vendors"), 0.7)
        self.maybe(entry, "vendor", self.dice.choice(self.vendors or [None]), 0.15)
        needs = []
        for ref in self.some(3, "datastores", "services", "vendors"):
            if ref != f"services/{id_}":
                need: Entry = {"on": ref}
                self.maybe(need, "kind", self.dice.choice(["recovery", "both"]), 0.2)
                self.maybe(need, "fallback", "by hand", 0.2)
                needs.append(need)
        if needs:
            entry["depends_on"] = needs
        self.maybe(entry, "standby", {"at": self.dice.choice(self.places), "same_build": self.chance(0.5)}, 0.15)
        self.maybe(entry, "dns_zone", self.dice.choice(["shop.example", "example"]), 0.3)
        kinds = ("data", "configuration", "dns", "code")
        self.maybe(entry, "parts", {self.dice.choice(kinds): [self.dice.choice(self.stores)] for _ in range(2)}, 0.3)
        self.maybe(entry, "active", False, 0.05)
        return entry

    def book(self) -> Entry:
        entry: Entry = {"title": "Bring it back"}
        wide = ("credentials", "places", "vendors", "services", "datastores", "documents", "channels")
        self.maybe(entry, "recovers", self.some(2, "datastores", "services", "services", "vendors"), 0.9)
        self.maybe(entry, "needs", self.some(2, *wide), 0.6)
        steps = []
        for _ in range(self.dice.randint(0, 2)):
            step: Entry = {"do": "work"}
            self.maybe(step, "kind", self.dice.choice(["restore", "verify", "provision"]), 0.6)
            self.maybe(step, "by", self.one("people", "roles"), 0.5)
            self.maybe(step, "needs", self.some(1, *wide), 0.3)
            steps.append(step)
        if steps:
            entry["steps"] = steps
        self.maybe(entry, "target", {"at": self.dice.choice(self.places)}, 0.2)
        self.maybe(entry, "copies_kept", [{"at": self.one("places", "vendors")}], 0.25)
        return entry

    def paper(self) -> Entry:
        entry: Entry = {"title": "Paper"}
        self.maybe(entry, "at", self.one("places", "vendors"), 0.8)
        self.maybe(entry, "copies_kept", [{"at": self.one("places")}], 0.3)
        return entry

    def folder(self) -> Entry:
        return {"at": self.one("places"), "includes": [self.dice.choice(["plan", "runbooks"])]}

    def channel(self, id_: str) -> Entry:
        entry: Entry = {"kind": "phone", "audience": "staff"}
        self.maybe(entry, "at", self.one("places", "vendors"), 0.7)
        self.maybe(entry, "dns_zone", "shop.example", 0.3)
        self.maybe(entry, "depends_on", self.some(1, "services", "vendors", "datastores"), 0.5)
        others = [c for c in self.channels if c != id_]
        if others:
            self.maybe(entry, "fallback", self.dice.choice(others), 0.4)
        return entry
