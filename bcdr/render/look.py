"""What a company may change about the look of its documents without touching a template: its logo and its colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import floor
from typing import NamedTuple

from bcdr.errors import BcdrError

FILE = "theme.yaml"
"""In the folder `templates/` of the plan."""
CONTRAST = 4.5
"""Least contrast of text on white: WCAG 2.2, success criterion 1.4.3."""
OURS = "#17456b"
"""The colour of documents without a theme, as in `print.css`."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Look(NamedTuple):
    """A folder of own templates, a colour such as `#7a1f3d`, a logo as a `data:` address; each may be missing."""

    templates: str | None = None
    brand: str = ""
    logo: str = ""


PLAIN = Look()


def colour(said: Mapping[str, object], line: int = 0) -> str:
    """The colour that a theme file states, empty where it states none; BcdrError when it cannot be read on white.

    `line` is where in the file it stands.
    """
    value = said.get("brand")
    if value is None:
        return ""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        what = f"brand {value} is" if isinstance(value, str) else "brand is"
        raise fault(f"{what} no colour of six digits", f'write it in quotation marks, as "{OURS}"', line)
    found = contrast(value)
    if found < CONTRAST:
        raise fault(
            f"brand {value} cannot be read on white: its contrast is {floor(found * 10) / 10}, {CONTRAST} is needed",
            "take a darker shade: headings are set in it",
            line,
        )
    return value


def contrast(colour: str) -> float:
    """Contrast of a colour with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def fault(what: str, hint: str, line: int = 0) -> BcdrError:
    """What is wrong with the theme file, in a line of it or, with 0, as a whole."""
    return BcdrError(f"templates/{FILE}{f', line {line}' if line else ''}: {what}", hint)
