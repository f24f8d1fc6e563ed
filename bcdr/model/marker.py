"""A marker: how one form of scalar is written, what it becomes, and what to say when it does not fit."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from pydantic_core import PydanticCustomError


class Marker(ABC):
    """A scalar form: parses text, describes itself. Subclasses give `expected`, `pattern` and `parse`."""

    __slots__ = ()
    expected = "text"
    pattern = ""
    examples: tuple[str, ...] = ()

    @abstractmethod
    def parse(self, text: str) -> Any:
        """The value of `text`; raises ValueError when it does not fit."""

    def __call__(self, value: Any) -> Any:
        """What pydantic-core calls: text in, value out, one clear sentence when it does not fit."""
        if type(value) is str:
            try:
                return self.parse(value)
            except ValueError as problem:
                why = str(problem)
        else:
            why = ""
            if not isinstance(value, (str, dict, list, tuple, type(None))):
                return value  # already a value: records built in code, not from text
        raise PydanticCustomError(
            "value",
            "expected {expected}{why}",  # type: ignore[arg-type, unused-ignore]
            {"expected": self.expected, "why": f" ({why})" if why else ""},
        )

    def core_schema(self) -> dict[str, Any]:
        """For pydantic-core: a plain function."""
        return {"type": "function-plain", "function": {"type": "no-info", "function": self}}

    def json_schema(self) -> dict[str, Any]:
        """For editors: text with a pattern, examples and the expected form."""
        schema: dict[str, Any] = {"type": "string", "description": self.expected}
        if self.pattern:
            schema["pattern"] = self.pattern
        if self.examples:
            schema["examples"] = list(self.examples)
        return schema


class FlagMarker(Marker):
    """`yes` or `no` (`true` and `false` are understood)."""

    __slots__ = ()
    expected = "yes or no"
    examples = ("yes", "no")

    def parse(self, text: str) -> bool:
        """True or False."""
        found = _FLAGS.get(text.strip().lower())
        if found is None:
            raise ValueError
        return found

    def json_schema(self) -> dict[str, Any]:
        """Editors that read YAML 1.1 see a boolean, the others a word."""
        return {"description": self.expected, "enum": ["yes", "no", "true", "false", True, False]}


_FLAGS = {"yes": True, "no": False, "true": True, "false": False}


class WholeMarker(Marker):
    """A whole number between two bounds."""

    __slots__ = ("expected", "high", "low")

    def __init__(self, low: int, high: int) -> None:
        """Both bounds included."""
        self.low, self.high = low, high
        self.expected = f"a whole number from {low} to {high}" if high < 10**9 else f"a whole number, {low} or more"

    def parse(self, text: str) -> int:
        """An int within the bounds."""
        if not re.fullmatch(r"-?\d{1,18}", text.strip()):
            raise ValueError
        number = int(text)
        if not self.low <= number <= self.high:
            msg = f"{number} is outside"
            raise ValueError(msg)
        return number

    def json_schema(self) -> dict[str, Any]:
        """An integer with bounds."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high, "description": self.expected}


class NumberMarker(Marker):
    """A decimal number."""

    __slots__ = ()
    expected = "a number"

    def parse(self, text: str) -> float:
        """A finite float."""
        if not re.fullmatch(r"[-+]?\d{1,18}(\.\d{1,12})?", text.strip()):
            raise ValueError
        return float(text)

    def json_schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": "number", "description": self.expected}


class PatternMarker(Marker):
    """Text of a fixed shape."""

    __slots__ = ("_match", "examples", "expected", "pattern")

    def __init__(self, expected: str, pattern: str, examples: tuple[str, ...] = ()) -> None:
        """`pattern` is anchored, in the dialect that JSON Schema and Python share."""
        self.expected, self.pattern, self.examples = expected, pattern, examples
        self._match: Callable[[str], Any] | None = None

    def parse(self, text: str) -> str:
        """The text itself, stripped."""
        text = text.strip()
        if self._match is None:
            self._match = re.compile(self.pattern).fullmatch
        if not self._match(text):
            raise ValueError
        return text


class HexMarker(PatternMarker):
    """Hexadecimal digits, of which a large and a small one are the same."""

    __slots__ = ()

    def parse(self, text: str) -> str:
        """The digits, small."""
        return super().parse(text).lower()
