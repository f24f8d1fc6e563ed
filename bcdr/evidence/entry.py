"""Values out of the objects of a report. A value of another type than expected counts as not said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bcdr.evidence.redaction import harmless, printable
from bcdr.model.value import parse_size

LARGEST = 10**18
"""An exabyte: larger sizes are errors of whoever wrote them."""

Object = Mapping[str, Any]


def objects(value: Any) -> Iterator[Object]:
    """The objects of a list, in order; nothing for anything else."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def inner(value: Object, *keys: str) -> Object:
    """The object below these keys; an empty one where there is none."""
    for key in keys:
        found = value.get(key)
        if not isinstance(found, dict):
            return {}
        value = found
    return value


def label(value: Object, key: str) -> str | None:
    """A name as it is written, made printable; None when it is missing or empty."""
    found = value.get(key)
    if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < LARGEST:
        found = str(found)
    return printable(found) or None if isinstance(found, str) else None


def remark(value: Object, key: str) -> str | None:
    """A sentence of the program, without what must not leave the report."""
    found = value.get(key)
    return harmless(found) or None if isinstance(found, str) else None


def amount(value: Object, key: str) -> int | None:
    """A number of bytes, files or errors; None when it is missing, negative or beyond reason."""
    found = value.get(key)
    if type(found) is int and 0 <= found <= LARGEST:
        return found  # by far the commonest
    if isinstance(found, str) and re.fullmatch(r"\d{1,18}", found):
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return None
    if isinstance(found, float) and not math.isfinite(found):
        return None
    return round(found) if 0 <= found <= LARGEST else None


def claim(value: Object, key: str) -> bool | None:
    """True or False; None for everything else."""
    found = value.get(key)
    return found if isinstance(found, bool) else None


_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([kKMGTP]?i?B?)\Z")


def size_text(text: str) -> int | None:
    """Bytes of `1.23GB`, `2 GiB`, `1,5 TB` or `812`; None when the text is no size or may mean two."""
    found = _SIZE.match(text.strip())
    if found is None:
        return None
    number, unit = found[1], found[2] or "B"
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", number):
        return None  # 1.234 may be a little more than one, or a thousand
    unit = unit if unit.endswith("B") else unit + "B"
    try:
        value = parse_size(number.replace(",", ".") + unit.replace("KB", "kB"))
    except ValueError:
        return None
    return value if value <= LARGEST else None
