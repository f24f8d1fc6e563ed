"""Chance that is none: a number for a seed and a key, the same on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")
_WHOLE = 1 << 32


def luck(seed: int, *key: str) -> float:
    """A number from 0 to below 1; keys that differ give numbers that have nothing to do with each other."""
    digest = sha256("\0".join((str(seed), *key)).encode(errors="surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big") / _WHOLE


def drawn(found: Sequence[T], seed: int, *key: str) -> T:
    """One of them; IndexError when there is none."""
    return found[int(luck(seed, *key) * len(found))]
