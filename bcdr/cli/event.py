"""From what a person types after `--lose` to an event of the plan, or to the nearest thing that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bcdr.analysis.survival.event import canonical
from bcdr.errors import BcdrError
from bcdr.model.reference import Index
from bcdr.report.whatif.names import KINDS, Names


class UnknownNameError(BcdrError):
    """Something was named that this plan does not have."""


def events(words: Iterable[str], option: str, names: Names, *, hostile: bool) -> tuple[str, ...]:
    """The events of one option, in the order in which they were named; commas separate several."""
    return tuple(dict.fromkeys(canonical(_ref(w, option, names), hostile=hostile) for w in _split(words)))


def people(words: Iterable[str], option: str, names: Names) -> tuple[str, ...]:
    """References of people; their kind may be left out."""
    found = []
    for word in _split(words):
        kind, _, id_ = word.rpartition("/")
        if kind not in {"", "people"}:
            raise UnknownNameError(f"{option} is for people, and {word} is none", "use --lose for other things")
        found.append(_ref(f"people/{id_}", option, names))
    return tuple(dict.fromkeys(found))


def _split(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        parts = [part.strip() for part in word.split(",")]
        if not any(parts):
            # an empty variable of a script must not read as "nothing is lost"
            raise BcdrError("an empty name was given", "name what is lost, such as --lose site/office")
        yield from (p for p in parts if p)


def _ref(word: str, option: str, names: Names) -> str:
    index = Index({kind: tuple(names[kind]) for kind in KINDS})
    kind, slash, id_ = word.partition("/")
    if not slash:
        raise _bare(word, option, index)
    if kind not in KINDS:
        near = index.nearest(id_, KINDS) or "site/..."
        raise UnknownNameError(f"{kind} is no kind of thing that can be lost: {word}", _hint(near, option, index))
    if not index.has(kind, id_) and not (kind == "provider" and index.has("vendors", id_)):
        near = index.nearest(id_, (kind,)) or index.nearest(id_, KINDS)
        near = near if not near or "/" in near else f"{kind}/{near}"
        raise UnknownNameError(f"nothing called {word} is in this plan", _hint(near, option, index))
    return word


def _bare(word: str, option: str, index: Index) -> UnknownNameError:
    kinds = [k for k in index.kinds_of(word) if k in KINDS]
    if not kinds:
        near = index.nearest(word, KINDS)
        return UnknownNameError(f"nothing called {word} is in this plan", _hint(near, option, index))
    forms = " or ".join(f"{option} {kind}/{word}" for kind in kinds)
    return UnknownNameError(f"{word} needs its kind in front of it", f"write {forms}")


def _hint(near: str, option: str, index: Index) -> str:
    if near and "/" not in near:
        near = f"{next(k for k in KINDS if index.has(k, near))}/{near}"
    everything = "see everything that can be named: bcdr whatif"
    return f"did you mean {option} {near}? {everything}" if near else everything
