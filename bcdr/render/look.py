"""What a company may change about the look of its documents without touching a template: its logo and its colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from bcdr.errors import BcdrError

FILE = "theme.yaml"
"""In the folder `templates/` of the plan."""
CONTRAST = 4.5
"""Least contrast of text on white: WCAG 2.2, success criterion 1.4.3."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Look(NamedTuple):
    """A folder of own templates, a colour such as `#7a1f3d`, a logo as a `data:` address; each may be missing."""

    templates: str | None = None
    brand: str = ""
    logo: str = ""


PLAIN = Look()


def colour(said: Mapping[str, object]) -> str:
    """The colour that a theme file states, empty where it states none; BcdrError when it cannot be read on white."""
    value = said.get("brand")
    if value is None:
        return ""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise fault("brand is no colour", 'write it in quotation marks, as "#17456b"')
    found = contrast(value)
    if found < CONTRAST:
        raise fault(
            f"brand {value} cannot be read on white: its contrast is {found:.1f}, {CONTRAST} is needed",
            "take a darker shade: headings are set in it",
        )
    return value


def contrast(colour: str) -> float:
    """Contrast of a colour with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def fault(what: str, hint: str) -> BcdrError:
    """What is wrong with the theme file."""
    return BcdrError(f"templates/{FILE}: {what}", hint)
