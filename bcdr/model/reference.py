"""References: how one object of a plan names another, and the index against which they are checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

LABELS = ("storage", "site", "region", "provider", "account", "admin", "software")
"""Failure-domain labels that can be named like objects: `account/hz-prod`. `software` is a datastore's engine."""

SUGGESTIONS = 200
"""So many broken ids get a suggestion: a lost file breaks thousands, and comparing names is slow."""


class Index:
    """Which ids exist in each collection (and which values each label takes). The validation context of the loader."""

    __slots__ = ("_near", "ids")

    def __init__(self, ids: Mapping[str, Collection[str]]) -> None:
        """`ids` maps collection or label name to the known ids."""
        self.ids = ids
        self._near: dict[tuple[str, tuple[str, ...]], str] = {}

    def has(self, kind: str, id_: str) -> bool:
        """Whether collection or label `kind` holds `id_`."""
        return id_ in self.ids.get(kind, ())

    def kinds_of(self, id_: str) -> tuple[str, ...]:
        """Every collection that holds `id_`."""
        return tuple(kind for kind, ids in self.ids.items() if id_ in ids)

    def nearest(self, id_: str, kinds: tuple[str, ...]) -> str:
        """The existing reference most like `id_`, or an empty text; also when that was asked very often already."""
        asked = (id_, kinds)
        if asked not in self._near:
            if len(self._near) >= SUGGESTIONS:
                return ""
            self._near[asked] = self._nearest(id_, kinds)
        return self._near[asked]

    def _nearest(self, id_: str, kinds: tuple[str, ...]) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only when a reference is broken

        known = {i: kind for kind in reversed(kinds) for i in self.ids.get(kind, ())}
        close = get_close_matches(id_, list(known), n=1, cutoff=0.6)
        if not close:
            return ""
        return close[0] if len(kinds) == 1 or known[close[0]] == kinds[0] else f"{known[close[0]]}/{close[0]}"


class Ref:
    """A reference to an object of one of `kinds`. A bare id means the first kind; the others need `kind/id`.

    A reference to one kind is stored as the bare id, to several as `kind/id`.
    """

    __slots__ = ("kinds",)

    def __init__(self, *kinds: str) -> None:
        """At least one kind."""
        self.kinds = kinds

    def __call__(self, value: Any, info: Any) -> str:
        """What pydantic-core calls; `info.context` is the `Index`, or None when references are not checked."""
        index = info.context
        if index is not None and type(value) is str and value in index.ids.get(self.kinds[0], ()):
            # by far the commonest form: a bare id of the first kind
            return value if len(self.kinds) == 1 else f"{self.kinds[0]}/{value}"
        if type(value) is not str or not value.strip():
            raise PydanticCustomError("value", "expected a reference to {kinds}", {"kinds": self._words()})
        kind, slash, id_ = value.strip().partition("/")
        if not slash:
            kind, id_ = self.kinds[0], kind
        elif kind not in self.kinds:
            raise PydanticCustomError(
                "broken_reference",
                "{value} is a reference of the wrong kind: expected {kinds}",
                {"value": value, "kinds": self._words(), "suggestion": ""},
            )
        if index is not None and not index.has(kind, id_):
            if not slash:
                # a bare id may mean another allowed kind when it is unambiguous there: only suggest it, never guess
                for other in self.kinds[1:]:
                    if index.has(other, id_):
                        self._fail(value, f"{other}/{id_}", self._words())
                self._fail(value, index.nearest(id_, self.kinds), self._words())
            near = index.nearest(id_, (kind,))
            self._fail(value, f"{kind}/{near}" if near else "", kind)
        return id_ if len(self.kinds) == 1 else f"{kind}/{id_}"

    def _fail(self, value: str, suggestion: str, kinds: str) -> None:
        raise PydanticCustomError(
            "broken_reference",
            "nothing called {value} is defined in {kinds}",
            {"value": value, "kinds": kinds, "suggestion": suggestion},
        )

    def _words(self) -> str:
        return " or ".join(self.kinds)

    def core_schema(self) -> dict[str, Any]:
        """For pydantic-core: a plain function that sees the index."""
        return {"type": "function-plain", "function": {"type": "with-info", "function": self}}

    def json_schema(self) -> dict[str, Any]:
        """For editors: text that names its collections."""
        forms = "an id of " + self.kinds[0] + "".join(f", or {k}/id" for k in self.kinds[1:])
        return {"type": "string", "description": forms}


class RefsOrNone:
    """One reference, a list of them, or the word `none` for a stated emptiness."""

    __slots__ = ("ref",)

    def __init__(self, *kinds: str) -> None:
        """Kinds as for `Ref`."""
        self.ref = Ref(*kinds)

    def __call__(self, value: Any, info: Any) -> tuple[str, ...]:
        """References as a tuple; `none` gives the empty one."""
        if value == "none":
            return ()
        items = value if isinstance(value, (list, tuple)) else [value]
        return tuple(self.ref(item, info) for item in items)

    def core_schema(self) -> dict[str, Any]:
        """For pydantic-core: a plain function that sees the index."""
        return {"type": "function-plain", "function": {"type": "with-info", "function": self}}

    def json_schema(self) -> dict[str, Any]:
        """For editors: one, several or none."""
        one = self.ref.json_schema()
        return {
            "anyOf": [one, {"type": "array", "items": one}],
            "description": one["description"] + ", a list, or none",
        }
