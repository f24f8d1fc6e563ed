"""Other names for what a reader may not know: the same everywhere in a document, counted in the order of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import normalize

from bcdr.model.plan import Plan
from bcdr.model.record import Private
from bcdr.report.audience.audience import Discretion
from bcdr.report.audience.command import in_sentences, programs
from bcdr.report.audience.keeper import keepers
from bcdr.report.audience.plain import plain_words
from bcdr.report.audience.said import said_in
from bcdr.report.audience.spelling import logins, names
from bcdr.report.audience.telephone import Telephones

LEFT_OUT = "[left out]"
LABELS: tuple[Private, ...] = ("site", "storage", "account", "admin")
"""Labels of places; they are compared with each other, so each value has a name of its own."""
_SINGULAR = {
    "people": "person", "places": "place", "credentials": "credential", "documents": "document", "vendors": "vendor",
}  # fmt: skip
_TELLING = re.compile(r"[\d._-]")
_LOOKED_FOR: frozenset[Private] = frozenset({"name", "number", "host", "key", "place", "account"})
"""Kinds of which what a field says is replaced in other words, too; labels and zones have names of their own."""
_PART = re.compile(
    r"(?=[\w.+-]*[\d._+-])[\w.+-]+(?=@)|(?<![\w/.-])(?=[\w/.-]*\d)(?=[\w/.-]*[^\W\d_])[\w/.-]{5,}(?<![.-])"
)
"""Of a field that says several things: who gets a mail, and a sign such as the number of a contract."""
_LONGEST = 200
"""Characters; longer ones are whole texts, which nobody says twice word for word."""
_GENERIC: Mapping[Private, tuple[str, ...]] = {
    "number": (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*",),  # mail, and somebody at a host
    "host": (
        r"(?:https?|ftps?|ssh|sftp|s3|rsync|file|ldaps?|postgres(?:ql)?)://[^\s\"'<>)\]]+",
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])",  # IPv4
        r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}(?![\w:])",  # IPv6
        r"(?<![\w:])[0-9a-fA-F:]*::[0-9a-fA-F:]*[0-9a-fA-F](?![\w:])",  # IPv6, shortened
        r"\\\\[\w.-]+(?:\\[\w$.-]+)+",  # share of a host
        r"(?<![\w/.])/(?:[\w.-]+/)+[\w.-]*",  # path
        r"(?i:(?<![\w.@-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![\w@-]))",  # name of a host
    ),
}
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
"""What Markdown sets as code: a command, unless it is a bare word such as the id of a step."""
_WORD = re.compile(r"[\w-]+")
_MORE = re.compile(r",| \(| (?:at|in|of|on|under)(?= )")
"""What begins where a name goes on to say where its thing is."""
_ARTICLE = re.compile(r"(?<!\w)(?:[Tt]he|[Aa]n?) (?=Place \d)")
"""Before a name that was a word of the language."""


class Aliases:
    """Ids, labels, zones and names as a reader may see them."""

    def __init__(self, plan: Plan, discretion: Discretion) -> None:
        """All that is private in the plan is looked up once."""
        self._hidden = discretion.hidden
        self.keepers = keepers(plan) if "key" in discretion.hidden else frozenset()
        """References to what keeps keys: nothing is told of it but that it is there."""
        self._nameless = discretion.nameless
        self._ids: dict[tuple[str, str], str] = {
            (kind, id_): f"{_SINGULAR[kind]}-{n}"
            for kind in dict.fromkeys((*discretion.nameless, *sorted(ref.partition("/")[0] for ref in self.keepers)))
            for n, id_ in enumerate(plan.collection(kind), start=1)
            if kind in discretion.nameless or f"{kind}/{id_}" in self.keepers
        }
        for label in LABELS:
            if label in discretion.hidden:
                values = dict.fromkeys(_labels(plan, label))
                self._ids |= {(label, value): f"{label}-{n}" for n, value in enumerate(values, start=1)}
        if "site" not in discretion.hidden:
            self._ids |= {("site", site): f"site-{n}" for n, site in enumerate(_sites(plan, self.keepers), start=1)}
        known = dict.fromkeys(_zones(plan))
        zones = known if "zone" in discretion.hidden else {}
        self._shown = known.keys() - zones.keys()
        self._zones = {zone: f"zone-{n}.invalid" for n, zone in enumerate(zones, start=1)}
        self._names = dict(_names(plan, self)) if "people" in discretion.nameless else {}
        self._said: dict[str, str] = {}
        for phrase, alias in self._phrases(plan):
            if phrase:
                self._said.setdefault(_key(phrase), alias)
        self._programs = programs(plan)
        self._pattern = self._compiled()
        self._telephones = Telephones(said_in(plan, {"number"})) if "number" in discretion.hidden else None

    def id(self, kind: str, id_: str) -> str:
        """The id of an object of a collection, or a label."""
        known = self._ids.get((kind, id_))
        return known if known is not None else self.text(id_)

    def knows(self, kind: str, id_: str) -> bool:
        """Whether an object or a label has another name."""
        return (kind, id_) in self._ids

    def vendor(self, id_: str) -> str:
        """The provider of a place, which may also be `self` or none of the vendors."""
        return self._ids.get(("vendors", id_), id_)

    def label(self, label: Private, value: str) -> str:
        """A label as others may see it; of one that no place bears nothing is told."""
        return self._ids.get((label, value), LEFT_OUT)

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
        if "host" in self._hidden:
            text = _CODE.sub(lambda code: code[0] if _WORD.fullmatch(code[2].strip()) else LEFT_OUT, text)
        text = self._pattern.sub(self._replaced, normalize("NFC", text))
        text = _ARTICLE.sub("", text)
        return self._telephones.hide(text, LEFT_OUT) if self._telephones is not None else text

    def _replaced(self, found: re.Match[str]) -> str:
        said = found[0]
        other = self._names.get(said) or self._said.get(_key(said))
        if other is not None:
            return other
        if said.lower() in self._shown:
            return said
        kind, _, id_ = said.partition("/")
        if self.knows(kind, id_):
            return f"{kind}/{self._ids[kind, id_]}"
        return LEFT_OUT if kind not in _SINGULAR or kind in self._nameless else said

    def _phrases(self, plan: Plan) -> Iterator[tuple[str, str]]:
        plain = plain_words(plan, self.keepers) if "places" in self._nameless else frozenset()
        for (kind, id_), alias in self._ids.items():
            if _TELLING.search(id_):
                yield id_, alias
            entry = plan.find(f"{kind}/{id_}")
            if entry is None:
                continue
            if entry.name_or_id != id_ and entry.name_or_id not in plain:
                yield entry.name_or_id, self.name(kind, id_)
            if f"{kind}/{id_}" in self.keepers:
                yield from ((spelt, self.name(kind, id_)) for spelt in _other_words(entry.name_or_id, id_))
        yield from self._zones.items()
        for said in said_in(plan, self._hidden & _LOOKED_FOR):
            if 4 <= len(said) <= _LONGEST and re.search(r"[\d\s._:/@-]", said) and said != plan.organization.name:
                yield said, LEFT_OUT
        for said in said_in(plan, self._hidden & {"number"}):
            yield from ((part, LEFT_OUT) for part in _PART.findall(said))
        if self._names:
            for id_, person in plan.people.items():
                yield from ((login, self.id("people", id_)) for login in logins(person.name))

    def _compiled(self) -> re.Pattern[str]:
        parts = [rf"(?<!\w)(?i:{_any(self._said)})(?!\w)"] if self._said else []
        parts += [rf"(?<!\w)(?:{_any(self._names)})(?!\w)"] if self._names else []
        kinds = sorted({kind for kind, _ in self._ids})
        refs = [rf"(?<!\w)(?:{'|'.join(kinds)})/[\w.-]*\w"] if kinds else []
        commands = in_sentences(self._programs) if "host" in self._hidden else None
        refs += [commands] if commands is not None else []
        generic = [p for kind, patterns in _GENERIC.items() if kind in self._hidden for p in patterns]
        return re.compile("|".join([*refs, *parts, *generic]))


def _key(phrase: str) -> str:
    """Equal for what reads the same: large or small letters, one space or a line end between words."""
    return " ".join(normalize("NFC", phrase).lower().split())


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of many phrases, the longest that fits, sorted by their letters so that it stays fast."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        branch = tree
        for letter in phrase:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    ends = "" in tree
    found = [(r"\s+" if c == " " else re.escape(c)) + _branches(inner) for c, inner in tree.items() if c]
    if not found:
        return ""
    return f"(?:{'|'.join(found)})" + ("?" if ends else "") if len(found) > 1 or ends else found[0]


def _names(plan: Plan, aliases: Aliases) -> Iterator[tuple[str, str]]:
    """Names of people and places that are words of the language in small letters, and ids that are such names."""
    places = {place.name for place in plan.places.values()}
    for said in said_in(plan, {"place"}):
        if len(said) > 3 and said.isalpha() and said.istitle() and said not in places:
            yield said, LEFT_OUT
    for id_, person in plan.people.items():
        found = tuple(names(person.name))
        yield from ((name, aliases.name("people", id_)) for name in found)
        if len(id_) > 3 and id_ in {name.lower() for name in found}:
            yield id_, aliases.id("people", id_)


def _labels(plan: Plan, label: str) -> Iterator[str]:
    yield from (value for place in plan.places.values() if (value := place.__dict__[label]) is not None)
    if label == "site":
        yield from (person.located for person in plan.people.values() if person.located is not None)
        yield from plan.organization.scope.sites if plan.organization.scope is not None else ()


def _other_words(name: str, id_: str) -> Iterator[str]:
    """What people say of `Deposit box in a bank` that is called `bank-vault`: `bank vault`, and `deposit box`."""
    words = id_.split("-")
    spelt = (" ".join(words), " ".join(words[::-1]), _MORE.split(name, maxsplit=1)[0])
    yield from (said for said in spelt if " " in said)


def _sites(plan: Plan, kept: frozenset[str]) -> Iterator[str]:
    """Sites at which nothing is but what keeps keys."""
    places = [(f"places/{id_}" in kept, place.site) for id_, place in plan.places.items()]
    scope = plan.organization.scope
    known = {site for keeps, site in places if not keeps} | {person.located for person in plan.people.values()}
    known |= set(scope.sites) if scope is not None else set()
    yield from dict.fromkeys(site for keeps, site in places if keeps and site is not None and site not in known)


def _zones(plan: Plan) -> Iterator[str]:
    yield from (s.dns_zone.lower() for s in plan.services.values() if s.dns_zone is not None)
    yield from (c.dns_zone.lower() for c in plan.channels.values() if c.dns_zone is not None)
