"""The look that a plan's folder gives to documents: own templates, and a theme file with colour and logo."""

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bcdr.render.look import Look

LARGEST_LOGO = 512 * 1024
"""Bytes; it stands in every document."""
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def look_of(root: str) -> "Look":
    """What stands in `templates/` of the plan's folder; ours where nothing does, and for a plan without a folder.

    BcdrError names what is wrong with the theme file.
    """
    from bcdr.render.look import FILE, PLAIN, Look, colour, fault

    folder = Path(root) / "templates"
    if not root or not folder.is_dir():
        return PLAIN
    said = _said(folder / FILE)
    strange = [key for key in said if key not in {"logo", "brand"}]
    if strange:
        raise fault(f"there is no {strange[0]}", "it may say brand and logo")
    logo = said.get("logo")
    return Look(str(folder), colour(said), _logo(folder, logo) if logo is not None else "")


def _said(theme: Path) -> dict[str, Any]:
    if not theme.is_file():
        return {}
    from bcdr.render.look import fault
    from bcdr.source.exhibit import read_exhibit
    from bcdr.source.tree import read_text

    if not Path(os.path.realpath(theme)).is_relative_to(theme.parent.resolve()):
        raise fault("it is a link that leads out of templates/", "copy the file there")
    try:
        tree = read_text(read_exhibit(str(theme), 2**16).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise fault("it is not UTF-8 text", "save it as UTF-8") from None
    if tree.faults:
        raise fault(tree.faults[0].message, "write it as YAML, with brand and logo")
    return tree.data or {}


def _logo(folder: Path, value: object) -> str:
    from bcdr.render.look import fault
    from bcdr.render.picture import fault_of
    from bcdr.source.exhibit import ExhibitError, read_exhibit

    if not isinstance(value, str):
        raise fault("logo is no file name", "name a file beside the theme file, such as logo.svg")
    file = folder / value
    kind = _TYPES.get(file.suffix.lower())
    if kind is None:
        raise fault(f"logo {value} is no picture that can be set", "take an SVG, PNG or JPEG file")
    if not Path(os.path.realpath(file)).is_relative_to(folder.resolve()):  # a circle of links is a place, too
        raise fault(f"logo {value} lies outside of templates/", "copy it there")
    try:
        content = read_exhibit(str(file), LARGEST_LOGO)
    except ExhibitError:
        raise fault(
            f"logo {value} cannot be read, or is larger than {LARGEST_LOGO // 1024} KiB",
            "put the picture beside the theme file",
        ) from None
    wrong = fault_of(kind, content)
    if wrong:
        raise fault(f"logo {value} {wrong}", "take another file: a plain SVG, PNG or JPEG")
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
