"""Other names for what a reader may not know: the same everywhere in a document, counted in the order of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bcdr.model.plan import Plan
from bcdr.model.record import Private
from bcdr.report.audience.audience import Discretion

LEFT_OUT = "[left out]"
LABELS: tuple[Private, ...] = ("site", "storage", "account", "admin")
"""Labels of places; they are compared with each other, so each value has a name of its own."""
_SINGULAR = {"people": "person", "places": "place", "credentials": "credential", "documents": "document"}
_TELLING = re.compile(r"[\d._-]")
_GENERIC = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # mail
    r"(?:https?|ssh|sftp|s3|rsync|postgres(?:ql)?)://[^\s\"'<>)\]]+",
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])",  # IPv4
    r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}(?![\w:])",  # IPv6
    r"(?<![\w-])(?:\+\d|0\d)[\d ()/-]{5,}\d",  # telephone
    r"(?<![\w.@-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![\w-])",  # name of a host
)


class Aliases:
    """Ids, labels, zones and names as a reader may see them."""

    def __init__(self, plan: Plan, discretion: Discretion) -> None:
        """All that is private in the plan is looked up once."""
        self._hidden = discretion.hidden
        self._ids: dict[tuple[str, str], str] = {
            (kind, id_): f"{_SINGULAR[kind]}-{n}"
            for kind in discretion.nameless
            for n, id_ in enumerate(plan.collection(kind), start=1)
        }
        for label in LABELS:
            if label in discretion.hidden:
                values = dict.fromkeys(_labels(plan, label))
                self._ids |= {(label, value): f"{label}-{n}" for n, value in enumerate(values, start=1)}
        zones = dict.fromkeys(_zones(plan)) if "zone" in discretion.hidden else {}
        self._zones = {zone: f"zone-{n}.invalid" for n, zone in enumerate(zones, start=1)}
        self._said = {phrase: alias for phrase, alias in self._phrases(plan) if phrase}
        self._pattern = self._compiled()

    def id(self, kind: str, id_: str) -> str:
        """The id of an object of a collection, or a label."""
        known = self._ids.get((kind, id_))
        return known if known is not None else self.text(id_)

    def name(self, kind: str, id_: str) -> str:
        """What people call an object without a name: `Person 3`."""
        return self.id(kind, id_).replace("-", " ").capitalize()

    def ref(self, ref: str) -> str:
        """`kind/id` with the other id."""
        kind, _, id_ = ref.partition("/")
        return f"{kind}/{self.id(kind, id_)}"

    def zone(self, zone: str) -> str:
        """A DNS zone; what lies inside of another one still does."""
        return self._zones.get(zone.lower(), LEFT_OUT)

    def address(self, url: str) -> str:
        """An address of which only the zone can be told apart."""
        host = re.sub(r"^\w+://", "", url).partition("/")[0].partition(":")[0].lower()
        inside = [z for z in self._zones if host == z or host.endswith(f".{z}")]
        return f"https://{self._zones[max(inside, key=len)]}" if inside else LEFT_OUT

    def text(self, text: str) -> str:
        """Words of people, with everything replaced that a reader may not know."""
        return self._pattern.sub(self._replaced, text) if self._pattern is not None else text

    def _replaced(self, found: re.Match[str]) -> str:
        said = found[0]
        if said in self._said:
            return self._said[said]
        kind, _, id_ = said.partition("/")
        return f"{kind}/{self._ids[kind, id_]}" if (kind, id_) in self._ids else LEFT_OUT

    def _phrases(self, plan: Plan) -> Iterator[tuple[str, str]]:
        for (kind, id_), alias in self._ids.items():
            if _TELLING.search(id_):
                yield id_, alias
            entry = plan.find(f"{kind}/{id_}")
            if entry is None:
                continue
            yield entry.name_or_id if entry.name_or_id != id_ else "", self.name(kind, id_)
            if kind == "people":
                yield from ((part, self.name(kind, id_)) for part in entry.name_or_id.split() if len(part) > 2)
        yield from self._zones.items()

    def _compiled(self) -> re.Pattern[str] | None:
        if not self._hidden:
            return None
        said = sorted(self._said, key=len, reverse=True)
        parts = [rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)"] if said else []
        kinds = sorted({kind for kind, _ in self._ids})
        refs = [rf"(?<!\w)(?:{'|'.join(kinds)})/[\w.-]*\w"] if kinds else []
        generic = _GENERIC if "number" in self._hidden else _GENERIC[1:4]
        return re.compile("|".join([*refs, *parts, *generic]))


def _labels(plan: Plan, label: str) -> Iterator[str]:
    yield from (value for place in plan.places.values() if (value := place.__dict__[label]) is not None)
    if label == "site":
        yield from (person.located for person in plan.people.values() if person.located is not None)


def _zones(plan: Plan) -> Iterator[str]:
    yield from (s.dns_zone.lower() for s in plan.services.values() if s.dns_zone is not None)
    yield from (c.dns_zone.lower() for c in plan.channels.values() if c.dns_zone is not None)
