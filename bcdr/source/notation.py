"""How a value is written down in YAML, the way a careful person would: short things on one line, remarks behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from bcdr.source.edit import Noted, Value

WIDTH = 120
"""Lines that are written here stay within it where they can."""
_SHORT = 88
"""A map or list is written on one line up to this column."""
_MANY = 4
"""A map of more keys gets a line for each."""

_PLAIN = re.compile(r"[^\W_](?:[\w ./@+()%;<=>~^$*-]|(?<=\S)[:#](?=\S))*\Z")
_SPECIAL = frozenset({"", "~", "null", "Null", "NULL", "unknown"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ODD = re.compile(
    r'[\\"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[^\x00-\ud7ff\ue000-\U0010ffff]'
)


def scalar(text: str | None, *, quote: bool = False) -> str:
    """A text on one line, in quotes where it needs them or `quote` asks for them; None is `unknown`."""
    if text is None:
        return "unknown"
    if not quote and _PLAIN.match(text) and text not in _SPECIAL and text == text.strip() and text[-1] not in ":#":
        return text
    return '"' + _ODD.sub(_escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def flow(value: Value) -> str:
    """A value on one line: `{one: 1, two: [a, b]}`. Remarks are left out."""
    if isinstance(value, Noted):
        return flow(value.value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return scalar(value)


def summary(value: Value) -> str:
    """The remarks of a value in one, each with its key where there are several; what they share stands in front."""
    said = list(_keyed(value, ""))
    if len(said) < 2:
        return said[0][1] if said else ""
    lead = f"{said[0][1].partition(': ')[0]}: "
    lead = lead if all(remark.startswith(lead) for _, remark in said) else ""
    return lead + "; ".join(f"{key} ({remark.removeprefix(lead)})" if key else remark for key, remark in said)


def has_remark(value: Value) -> bool:
    """Whether a remark stands anywhere in a value."""
    return next(_keyed(value, ""), None) is not None


def _keyed(value: Value, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Noted):
        yield key, value.remark
        yield from _keyed(value.value, key)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _keyed(inner, name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _keyed(inner, key)


def broken(text: str, width: int) -> list[str]:
    """What stands in braces, broken behind commas into lines of at most `width`, where that can be."""
    lines = [""]
    for part in text.split(", "):
        longer = f"{lines[-1]} {part}," if lines[-1] else f"{part},"
        if len(longer) > width and lines[-1]:
            lines.append(f"{part},")
        else:
            lines[-1] = longer
    return [*lines[:-1], lines[-1].removesuffix(",")]


def block(key: str, value: Value, column: int, step: int, *, is_open: bool = False) -> list[str]:
    """Lines of a key and its value, indented to `column`; what is inside is indented by `step` more.

    A map is left without braces where more is to follow: `is_open`.
    """
    blanks = " " * column
    value, remark = value if isinstance(value, Noted) else (value, "")
    head = f"{blanks}{scalar(key)}:"
    if _is_single(value, len(head)) and not (is_open and isinstance(value, Mapping)):
        line = f"{head} {flow(value)}"
        return _remarked(line, remark, column)
    above = comment(remark, column) if remark else []
    if isinstance(value, str):
        return [*above, f"{head} >-", *wrap(value, WIDTH, initial_indent=blanks + " " * step,
                                            subsequent_indent=blanks + " " * step, break_long_words=False,
                                            break_on_hyphens=False)]  # fmt: skip
    if isinstance(value, Mapping):
        inner = [line for k, v in value.items() for line in block(k, v, column + step, step, is_open=is_open)]
        return [*above, head, *inner]
    return [*above, head, *(line for v in value for line in item(v, column + step, step))]


def item(value: Value, column: int, step: int) -> list[str]:
    """Lines of an item of a list, its dash at `column`."""
    blanks = " " * column
    value, remark = value if isinstance(value, Noted) else (value, "")
    line = f"{blanks}- {flow(value)}"
    if not isinstance(value, Mapping) or (not has_remark(value) and len(line) <= WIDTH) or not value:
        return _remarked(line, remark, column)
    lines = [line for k, v in value.items() for line in block(k, v, column + 2, step)]
    first = next(n for n, text in enumerate(lines) if not text.lstrip().startswith("#"))
    lines[first] = f"{blanks}- {lines[first][column + 2 :]}"
    above = [text.replace("  #", "#", 1) for text in lines[:first]]
    return [*(comment(remark, column) if remark else []), *above, *lines[first:]]


def comment(remark: str, column: int) -> list[str]:
    """Lines of a comment of its own."""
    lead = " " * column + "# "
    return [lead + line for line in wrap(remark, max(40, WIDTH - len(lead)), break_on_hyphens=False)]


def prepared(keys: Mapping[str, Value], column: int, step: int) -> list[str]:
    """Lines that say these keys once the two characters `#:` at their start are deleted."""
    return ["#:" + line for key, value in keys.items() for line in block(key, value, column, step)]


def _is_single(value: Value, start: int) -> bool:
    if isinstance(value, str):
        # a folded text must not begin with a blank, nor hold line ends or two blanks in a row
        return start + len(value) <= WIDTH - 3 or value != " ".join(value.split())
    if value is None or not value:
        return True
    if has_remark(value) or start + 1 + len(flow(value)) > _SHORT:
        return False
    if isinstance(value, Mapping):
        return len(value) <= _MANY and not any(v and isinstance(v, Mapping) for v in value.values())
    return True


def _remarked(line: str, remark: str, column: int) -> list[str]:
    if not remark:
        return [line]
    whole = f"{line}  # {remark}"
    return [whole] if len(whole) <= WIDTH else [*comment(remark, column), line]
