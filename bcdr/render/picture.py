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
_SCAN = b"\xda"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that begin a frame; the three are tables and reserved."""
_PRINTING = 4
"""Parts of a colour for print: cyan, magenta, yellow, black."""
_FARTHEST = 1e9
"""Of any number in a drawing."""
_NAME = re.compile(r"#[\w-]+")
"""A colour, or an id that is referred to."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_BOX = 4
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_NO_NUMBERS = frozenset({*_HREFS, "id", "class"})
_ADDRESS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"]?)(?!#|data:image/(?:png|jpeg);)", re.IGNORECASE)
_OUTSIDE = "asks for something outside of it, which no document fetches"


def fault_of(kind: str, content: bytes) -> str:
    """What is wrong with a picture of this media type, as the end of a sentence; empty when nothing is."""
    if not content:
        return "is empty"
    if kind == "image/png":
        return _png(content)
    if kind == "image/jpeg":
        return _jpeg(content)
    return _svg(content)


def _jpeg(content: bytes) -> str:
    """ITU-T T.81, annex B: segments, each with its length, up to the scan; a frame says size and colours."""
    at, frame = 2, b""
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] not in {_SCAN, b""}:
        if content[at + 1] == 0xFF:  # filled up
            at += 1
            continue
        if content[at + 1] in _FRAMES:
            frame = content[at + 5 : at + 10]
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    is_whole = content[:2] == b"\xff\xd8" and content[at : at + 2] == b"\xff" + _SCAN and b"\xff\xd9" in content[-64:]
    if not is_whole or not frame:
        return "is no whole JPEG file"
    height, width = (int.from_bytes(frame[n : n + 2], "big") for n in (0, 2))
    if frame[4] == _PRINTING:
        return "has the four colours of a printing press (CMYK), which an archived PDF cannot hold: save it as RGB"
    return _extent(width, height)


def _png(content: bytes) -> str:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return "is no whole PNG file"
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return _extent(width, height) or ("" if _unpacked(content) >= height else "is no whole PNG file")


def _extent(width: int, height: int) -> str:
    if 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE:
        return ""
    return f"has {width} x {height} points; at most {LARGEST_SIDE} are drawn in either direction"


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
    if any(_is_nothing(parts[0].get(side, "")) for side in ("width", "height")):
        yield "is a drawing without a size"
    for part in parts:
        name = str(part.tag).removeprefix(_SVG)
        if name in {"script", "foreignObject"} or any(a.lower().startswith("on") for a in part.attrib):
            yield "holds a program, and documents run none"
        if not _is_area(part.get("viewBox")):
            yield "has a viewBox that is no area, such as 0 0 300 100"
        if any(_is_far(said) for key, said in part.attrib.items() if key not in _NO_NUMBERS):
            yield "holds a number that is too large to be drawn"
        for key in _HREFS:
            href = part.get(key, "").strip()
            if href and name != "a" and not href.startswith(("#", "data:image/png;", "data:image/jpeg;")):
                yield _OUTSIDE
        if any(_ADDRESS.search(said) for said in (part.text or "", *part.attrib.values())):
            yield _OUTSIDE
        if f"#{part.get('id')}" in repeated and part.find(f".//{_SVG}use") is not None:
            yield "repeats parts that repeat others, so that it grows without measure"


def _is_area(box: str | None) -> bool:
    if box is None:
        return True
    try:
        sides = [float(n) for n in box.replace(",", " ").split()]
    except ValueError:
        return False
    return len(sides) == _BOX and all(0 < n <= _FARTHEST for n in sides[2:]) and all(abs(n) <= _FARTHEST for n in sides)


def _is_far(said: str) -> bool:
    return any(abs(float(n)) > _FARTHEST for n in _NUMBER.findall(_NAME.sub("", said)))


def _is_nothing(side: str) -> bool:
    number = _NUMBER.match(side.strip())
    return number is not None and float(number[0]) <= 0
