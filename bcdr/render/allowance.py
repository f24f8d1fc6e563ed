"""What the operations of a template may make: each a text or list of bounded length, and all of them a bounded sum.

What may be too large is refused before it is made. An object that is no text is never turned into one: a list that
holds itself many times over would fill the memory when it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from datetime import date
from functools import wraps
from itertools import islice
from math import inf
from typing import Any

from jinja2 import TemplateError, Undefined

LONGEST = 1_000_000
"""Letters or items that one operation may make."""
MOST = 600_000_000
"""Letters that a template may write in all, and in between: a hundred times what the book of an example takes."""
_ITEM = 50
"""Letters that an item of a list counts for: so much memory it takes beside what it holds."""
_BITS = 10_000
"""Of a number that a template may work out."""
_DIGITS = 20
_UNBOUNDED = (
    "batch", "center", "filesizeformat", "format", "indent", "pprint", "slice", "tojson", "urlize", "wordwrap",
    "xmlattr",
)  # fmt: skip
"""Filters that fill up to a width, or set a text around each part of another."""
_OF_LISTS = (
    "attr", "count", "d", "default", "dictsort", "first", "groupby", "items", "join", "last", "length", "list", "map",
    "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "sum", "unique",
)  # fmt: skip
"""Filters that take a list or an object; the others make text of whatever they are given."""
_Filters = MutableMapping[str, Callable[..., Any]]


class Allowance:
    """How much may still be written."""

    def __init__(self) -> None:
        """Without a bound, as for our own templates."""
        self._left = inf

    @property
    def is_unbounded(self) -> bool:
        """Whether nothing has to be counted."""
        return self._left == inf

    def renew(self, most: float) -> None:
        """From now on so many letters."""
        self._left = most

    def spend(self, made: Any) -> Any:
        """What was made; TemplateError when it is more than is left."""
        if isinstance(made, str):
            self._left -= len(made)
        elif isinstance(made, (list, tuple, dict)):
            self._left -= len(made) * _ITEM
        if self._left < 0:
            raise TemplateError("it makes more text than a document can hold")
        return made

    def joined(self, join: Callable[[Iterable[Any]], str], parts: Iterable[Any]) -> Any:
        """Parts as one text, as `~` makes it."""
        found = [printable(p) for p in parts]
        _within(sum(len(str(p)) for p in found), "~")
        return self.spend(join(found))


def printable(value: Any) -> Any:
    """The value, if it can be printed; TemplateError for a list or an object."""
    if value is None or isinstance(value, (str, int, float, date, Undefined)):
        return value
    raise TemplateError(f"it prints a {type(value).__name__}, which is no text: name a part of it")


def check_operation(operator: str, left: Any, right: Any) -> None:
    """TemplateError when what comes out would be too large."""
    size = 0
    if operator == "+" and all(isinstance(v, (str, list, tuple)) for v in (left, right)):
        size = len(left) + len(right)
    elif operator == "*":
        many, times = (left, right) if isinstance(left, (str, list, tuple)) else (right, left)
        if isinstance(many, (str, list, tuple)):
            size = len(many) * times if isinstance(times, int) else 0
        elif isinstance(left, int) and isinstance(right, int):
            _within(left.bit_length() + right.bit_length(), operator, _BITS)
    elif operator == "**" and isinstance(right, int):
        _within((left.bit_length() if isinstance(left, int) else 1) * abs(right), operator, _BITS)
    elif operator == "%" and isinstance(left, str):
        size = LONGEST + 1
    _within(size, operator)


def _within(size: int, name: str, most: int = LONGEST) -> None:
    if size > most:
        raise TemplateError(f"{name} is not for this here: it may give more than a document can hold")


def measure(filters: _Filters, allowance: Allowance) -> None:
    """Take out the filters that know no measure, and let the others have one."""
    for name in (*_UNBOUNDED, "random"):  # which gives another document each time
        del filters[name]
    for name, function in list(filters.items()):
        filters[name] = _measured(name, function, allowance)


def _measured(name: str, function: Callable[..., Any], allowance: Allowance) -> Callable[..., Any]:
    begins = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        before, (value, *rest) = given[:begins], given[begins:]
        if name not in _OF_LISTS:
            value = printable(value)
        for one in (value, *rest, *named.values()):
            _within(len(one) if isinstance(one, str) else 0, name)
        if name == "join":
            value = list(islice(value, LONGEST + 1))
        _CHECKS.get(name, _nothing)(value, *rest, **named)
        return allowance.spend(function(*before, value, *rest, **named))

    return call


def _nothing(*_: Any, **__: Any) -> None:
    """Most filters make less than twice of what they are given."""


def _join(value: list[Any], d: Any = "", attribute: Any = None) -> None:
    parts = [printable(v) for v in value] if attribute is None else []
    _within(sum(len(str(p)) for p in parts) + len(value) * len(str(d)), "join")


def _replace(value: Any, old: str, new: str, count: int | None = None) -> None:
    text = str(value)
    _within(len(text) + text.count(str(old)) * len(str(new)), "replace")
    del count


def _round(_: Any, precision: int = 0, method: str = "") -> None:
    del method
    _within(abs(precision), "round", _DIGITS)


def _sum(_: Any, attribute: Any = None, start: Any = 0) -> None:
    del attribute
    if not isinstance(start, (int, float)):
        raise TemplateError("sum is for numbers")


_CHECKS: dict[str, Callable[..., None]] = {"join": _join, "replace": _replace, "round": _round, "sum": _sum}
