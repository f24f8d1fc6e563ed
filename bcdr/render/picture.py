"""Whether a file is a picture that can stand in every document: what it says it is, small, and needing nothing else.

A logo may come from anyone. It is looked at before anything draws it, and what is wrong with it is said in words.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

LARGEST_SIDE = 4_000
"""Points of a picture in either direction; a logo has a few hundred."""
MOST_PARTS = 5_000
"""Elements of a drawing."""
_PART = 1 << 20
"""Bytes that are unpacked at once."""
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ADDRESS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"]?)(?!#|data:image/(?:png|jpeg);)", re.IGNORECASE)
_OUTSIDE = "asks for something outside of it, which no document fetches"


def fault_of(kind: str, content: bytes) -> str:
    """What is wrong with a picture of this media type, as the end of a sentence; empty when nothing is."""
    if not content:
        return "is empty"
    if kind == "image/png":
        return _png(content)
    if kind == "image/jpeg":
        return "" if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:] else "is no whole JPEG file"
    return _svg(content)


def _png(content: bytes) -> str:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return "is no whole PNG file"
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        return f"has {width} x {height} points; at most {LARGEST_SIDE} are drawn in either direction"
    return "" if _unpacked(content) >= height else "is no whole PNG file"


def _unpacked(content: bytes) -> int:
    """Bytes of the points of a PNG, as far as they can be unpacked: at least one for each row of a whole one."""
    machine, at, found = zlib.decompressobj(), 8, 0
    try:
        while at < len(content):
            size = int.from_bytes(content[at : at + 4], "big")
            packed = content[at + 8 : at + 8 + size] if content[at + 4 : at + 8] == b"IDAT" else b""
            while packed:
                found += len(machine.decompress(packed, _PART))
                packed = machine.unconsumed_tail
            at += size + 12
    except zlib.error:
        return 0
    return found if machine.eof else 0


def _svg(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is no SVG in UTF-8"
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?xml-stylesheet" in text:
        return "begins with definitions (DOCTYPE or a style sheet) that a logo does not need: save it as plain SVG"
    try:
        root = ET.fromstring(text)  # noqa: S314 - without DOCTYPE there are no entities to expand
    except (ET.ParseError, ValueError):
        return "is no SVG"
    if root.tag != f"{_SVG}svg":
        return "is no SVG"
    parts = list(root.iter())
    if len(parts) > MOST_PARTS:
        return f"has {len(parts)} parts; at most {MOST_PARTS} are drawn"
    return next(_faults(parts), "")


def _faults(parts: list[ET.Element]) -> Iterator[str]:
    repeated = {part.get(key) for part in parts for key in _HREFS}
    for part in parts:
        name = str(part.tag).removeprefix(_SVG)
        if name in {"script", "foreignObject"} or any(a.lower().startswith("on") for a in part.attrib):
            yield "holds a program, and documents run none"
        for key in _HREFS:
            href = part.get(key, "").strip()
            if href and name != "a" and not href.startswith(("#", "data:image/png;", "data:image/jpeg;")):
                yield _OUTSIDE
        if any(_ADDRESS.search(said) for said in (part.text or "", *part.attrib.values())):
            yield _OUTSIDE
        if f"#{part.get('id')}" in repeated and part.find(f".//{_SVG}use") is not None:
            yield "repeats parts that repeat others, so that it grows without measure"
