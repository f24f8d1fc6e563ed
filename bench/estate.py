"""A large estate as records, the same for the same arguments: stores with three copies each, to search in.

Providers run sites in regions, sites hold storages, accounts belong to a provider and are administered from a few
identity planes. Each store has a replica beside it, a nightly dump and a weekly image; logins have rights over places
and are kept in password stores, whose own copies those logins reach. Made from records, since reading is not timed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from bcdr.model.datastore import Copy, CopyEncryption, Datastore, Immutability, Key
from bcdr.model.organization import Organization
from bcdr.model.people import BreakGlass, Credential, Person, Rights, Role
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.record import place_children
from bcdr.model.service import Dependency, Service

DAY = timedelta(days=1)
ENGINES = ("postgresql 16", "postgresql 17", "mysql 8", "mongodb 7", "files", "objects")
SAFES = 4


class Size(NamedTuple):
    """How much of everything. `unlabelled` is the share of places of which nobody wrote site or account."""

    stores: int = 10_000
    places: int = 400
    accounts: int = 60
    providers: int = 40
    unlabelled: float = 0.0


class _Ground:
    """Where things can be: the numbers of the places of each provider and account, and the offline vaults."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.sites = 2 * size.providers
        self.regions = max(4, size.providers // 3)
        self.planes = max(3, size.accounts // 3)
        self.vaults = [p for p in range(size.places) if p % 40 == 39]
        self.online = [p for p in range(size.places) if p % 40 != 39]
        self.of_provider: dict[int, list[int]] = {}
        self.of_account: dict[int, list[int]] = {}
        for p in self.online:
            self.of_provider.setdefault(self.provider(p), []).append(p)
            self.of_account.setdefault(self.account(p), []).append(p)

    def site(self, place: int) -> int:
        return place % self.sites

    def region(self, place: int) -> int:
        site = self.site(place)
        return (site + site // self.size.providers * 5) % self.regions

    def provider(self, place: int) -> int:
        return self.site(place) % self.size.providers

    def account(self, place: int) -> int:
        """One of the accounts that this provider's customers have there."""
        provider, providers = self.provider(place), self.size.providers
        mine = range(provider, self.size.accounts, providers)
        return mine[place // self.sites % len(mine)]


def estate(size: Size, seed: int = 1) -> Plan:
    """The plan of that size."""
    chance = random.Random(seed)
    ground = _Ground(size)
    plan = Plan(
        organization=Organization(name="Large Estate Ltd", timezone="Europe/Berlin"),
        people={f"p{n}": Person(name=f"Person {n}") for n in range(2 * size.accounts)},
        roles={f"r{n}": Role(holder=f"p{n}", deputies=(f"p{n + 1}",)) for n in range(0, size.accounts, 6)},
        places={f"place-{n}": _place(n, ground, chance) for n in range(size.places)},
        credentials=dict(_credentials(ground)),
        services={"sso": Service(name="Login", at="places/place-0", depends_on=(Dependency(on="datastores/safe-0"),))},
        datastores={
            **{f"safe-{n}": _safe(n, ground) for n in range(SAFES)},
            **{f"store-{n}": _store(ground, chance) for n in range(SAFES, size.stores)},
        },
    )
    place_children(plan, ())
    return plan


def _place(n: int, ground: _Ground, chance: random.Random) -> Place:
    account = ground.account(n)
    return Place(
        storage=f"host-{n}",
        site=None if chance.random() < ground.size.unlabelled else f"site-{ground.site(n)}",
        region=f"region-{ground.region(n)}",
        provider=f"provider-{ground.provider(n)}",
        account=None if chance.random() < ground.size.unlabelled else f"account-{account}",
        admin=f"admin-{account % ground.planes}",
        offline=True if n in ground.vaults else None,
    )


def _credentials(ground: _Ground) -> Iterable[tuple[str, Credential]]:
    """For each account the login of its administrators, one for restores, and a server's that only writes backups."""
    vaults = ground.vaults or [0]
    for account, places in ground.of_account.items():
        at = tuple(f"places/place-{p}" for p in places)
        holders = (f"people/p{2 * account}", f"people/p{2 * account + 1}")
        yield (
            f"admin-{account}",
            Credential(
                holders=holders,
                can=Rights(delete=at, restore=at),
                kept_in=f"datastores/safe-{account % SAFES}",
                break_glass=BreakGlass(place=f"place-{vaults[account % len(vaults)]}") if account % 2 else None,
            ),
        )
        yield (
            f"restore-{account}",
            Credential(
                holders=(f"roles/r{account // 6 * 6}",),
                can=Rights(restore=at),
                kept_in=f"datastores/safe-{(account + 1) % SAFES}",
                login_via="services/sso" if account % 5 == 0 else None,
            ),
        )
        yield f"writer-{account}", Credential(human=False, can=Rights(write=at[::3]))


def _safe(n: int, ground: _Ground) -> Datastore:
    """A password store: its key is on paper in two vaults, and its holders can fetch it."""
    vaults = ground.vaults or [0]
    key = Key(
        at=f"places/place-{vaults[n % len(vaults)]}",
        second_copy=f"places/place-{vaults[(n + 1) % len(vaults)]}",
        holders=("roles/r0",),
    )
    homes = [ground.online[(n * 7 + k * 13) % len(ground.online)] for k in range(3)]
    return Datastore(
        class_="secrets",
        engine="files",
        at=f"places/place-{homes[0]}",
        copies={
            "beside": Copy(kind="sync", at=f"places/place-{homes[0]}", lag=timedelta(minutes=1)),
            "nightly": _dump(homes[1], Immutability(for_=30 * DAY, mode="compliance"), key),
            "weekly": _dump(homes[2], None, key),
        },
    )


def _store(ground: _Ground, chance: random.Random) -> Datastore:
    home = chance.choice(ground.online)
    account, provider = ground.account(home), ground.provider(home)
    beside = chance.choice(ground.of_account[account])
    nightly = chance.choice(ground.of_provider[provider] if chance.random() < 0.4 else ground.online)
    away = chance.choice(ground.vaults if ground.vaults and chance.random() < 0.1 else ground.online)
    modes = ("compliance", "compliance", "governance", None, None, None)
    mode = chance.choice(modes)
    key = None
    if chance.random() < 0.6:
        safe = chance.randrange(SAFES)
        key = Key(at=f"datastores/safe-{safe}", second_copy=chance.choice((None, "datastores/safe-0")))
    plane = f"admin/admin-{account % ground.planes}"
    return Datastore(
        engine=chance.choice(ENGINES),
        at=f"places/place-{home}",
        copies={
            "standby": Copy(kind="replica", at=f"places/place-{beside}", lag=timedelta(seconds=5)),
            "nightly": _dump(
                nightly,
                Immutability(for_=30 * DAY, mode=mode) if mode is not None else None,
                key,
                deletable_by=(plane,) if chance.random() < 0.3 else (),
            ),
            "weekly": Copy(
                kind="image",
                at=f"places/place-{away}",
                every=7 * DAY,
                keep=90 * DAY,
                pulled=chance.random() < 0.6,
                append_only=chance.random() < 0.3,
                encrypted=CopyEncryption(key=key) if key is not None else None,
            ),
        },
    )


def _dump(place: int, lock: Immutability | None, key: Key | None, deletable_by: tuple[str, ...] = ()) -> Copy:
    return Copy(
        kind="dump",
        at=f"places/place-{place}",
        cron="15 2 * * *",
        duration=timedelta(minutes=40),
        keep=35 * DAY,
        immutable=lock,
        append_only=True,
        deletable_by=deletable_by,
        encrypted=CopyEncryption(key=key) if key is not None else None,
    )
