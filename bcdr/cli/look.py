"""The look that a plan's folder gives to documents: own templates, and a theme file with colour and logo."""

import base64
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.render.look import Look

LARGEST_LOGO = 512 * 1024
"""Bytes; it stands in every document."""
_BARE = re.compile(r"\s*brand\s*:\s+#")
"""A colour without quotation marks."""
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def look_of(root: str) -> "Look":
    """What stands in `templates/` of the plan's folder; ours where nothing does, and for a plan without a folder.

    BcdrError names what is wrong with the theme file.
    """
    from bcdr.render.look import FILE, PLAIN, Look, colour, fault

    folder = Path(root) / "templates"
    if not root or not folder.is_dir():
        return PLAIN
    said, lines = _said(folder / FILE)
    strange = [key for key in said if key not in {"logo", "brand"}]
    if strange:
        raise fault(f"there is no {strange[0]}", "it may say brand and logo", lines[strange[0]])
    logo = said.get("logo")
    brand = colour(said, lines.get("brand", 0))
    return Look(str(folder), brand, _logo(folder, logo, lines["logo"]) if logo is not None else "")


@contextmanager
def steady(root: str) -> "Iterator[Look]":
    """The look of a plan's folder, to draw with meanwhile.

    BcdrError at the end when its files are others by then: a manifest would name what the pages were not set with.
    """
    look = look_of(root)
    before = template_digests(look.templates)
    yield look
    if template_digests(look.templates) != before:
        said = "templates/ was changed while documents were drawn, so that they do not say what they were set with"
        raise BcdrError(said, "run it again")


def template_digests(folder: str | None) -> dict[str, str]:
    """SHA-256 of each of the user's own templates, by its name below their folder."""
    files = sorted(p for p in Path(folder).rglob("*") if p.is_file()) if folder is not None else []
    return {str(p.relative_to(folder or "")): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _said(theme: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """What the file says, and the line of each word."""
    from bcdr.render.look import FILE, OURS, fault

    if not theme.is_file():
        near = [p.name for p in theme.parent.iterdir() if p.name.lower() in {FILE, "theme.yml"}]
        if near:
            raise BcdrError(f"templates/{near[0]} is not read: the theme file is called {FILE}", "rename it")
        return {}, {}
    from bcdr.source.exhibit import read_exhibit
    from bcdr.source.fault import line_of
    from bcdr.source.tree import read_text

    if not Path(os.path.realpath(theme)).is_relative_to(theme.parent.resolve()):
        raise fault("it is a link that leads out of templates/", "copy the file there")
    try:
        text = read_exhibit(str(theme), 2**16).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fault("it is not UTF-8 text", "save it as UTF-8") from None
    tree = read_text(text)
    if tree.faults:
        first = tree.faults[0]
        line = line_of(text, first.start)
        if _BARE.match(text.splitlines()[line - 1]):
            what = "what follows a # is a remark, so that brand says nothing"
            raise fault(what, f'write the colour in quotation marks, as "{OURS}"', line)
        raise fault(first.message, f'write it in lines such as brand: "{OURS}" and logo: logo.svg', line)
    return tree.data or {}, {at[0]: line_of(text, span.key) for at, span in tree.spans.items() if len(at) == 1}


def _logo(folder: Path, value: object, line: int) -> str:
    from bcdr.render.look import fault
    from bcdr.render.picture import fault_of
    from bcdr.source.exhibit import ExhibitError, read_exhibit

    if not isinstance(value, str):
        raise fault("logo is no file name", "name a file beside the theme file, such as logo.svg", line)
    beside = "put the picture beside the theme file, and write its name"
    if "://" in value:
        raise fault(f"logo {value} is an address, and documents fetch nothing", beside, line)
    file = folder / value
    kind = _TYPES.get(file.suffix.lower())
    if kind is None:
        raise fault(f"logo {value} is no picture that can be set", "take an SVG, PNG or JPEG file", line)
    if not Path(os.path.realpath(file)).is_relative_to(folder.resolve()):  # a circle of links is a place, too
        raise fault(f"logo {value} lies outside of templates/", "copy it there", line)
    if not file.exists():
        near = next((p.name for p in folder.iterdir() if p.name.lower() == value.lower()), "")
        raise fault(f"templates/ holds no {value}", f"did you mean {near}?" if near else beside, line)
    try:
        content = read_exhibit(str(file), LARGEST_LOGO, smaller="save it smaller: it stands in every document")
    except ExhibitError as problem:
        raise fault(f"logo {problem.message}", problem.hint, line) from None
    wrong = fault_of(kind, content)
    if wrong:
        raise fault(f"logo {value} {wrong}", "take another file: a plain SVG, PNG or JPEG", line)
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
