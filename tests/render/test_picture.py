"""Pictures that can be set, and what is said of all others."""

from __future__ import annotations

import struct
import zlib

import pytest

from bcdr.render.picture import LARGEST_SIDE, MOST_PARTS, fault_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 20">'


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    points = zlib.compress(b"\0" * (3 * width + 1) * min(height, 99)) if data is None else data
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, colours: int = 3, before: bytes = b"") -> bytes:
    frame = struct.pack(">HBHHB", 8 + 3 * colours, 8, height, width, colours) + bytes(3 * colours)
    return b"\xff\xd8" + before + b"\xff\xc2" + frame + b"\xff\xda\x00\x02 some \xff\xd9"


OUTSIDE = "asks for something outside of it, which no document fetches"
PROGRAM = "holds a program, and documents run none"
AREA = "has a viewBox that is no area, such as 0 0 300 100"
FAR = "holds a number that is too large to be drawn"
CASES = {
    "plain": ("<style>.a { fill: url(#g) }</style><rect class='a' fill='url(#g)' width='9' height='9'/>", ""),
    "repeated-once": ("<g id='a'><rect/></g><use href='#a'/><use xlink:href='#a'/>", ""),
    "picture-inside": ("<image href='data:image/png;base64,AAAA'/>", ""),
    "link": ("<a href='https://shop.example'><rect/></a>", ""),
    "script": ("<script>alert(1)</script>", PROGRAM),
    "handler": ("<rect onclick='x()'/>", PROGRAM),
    "page-inside": ("<foreignObject/>", PROGRAM),
    "picture-outside": ("<image xlink:href='http://127.0.0.1/a.png'/>", OUTSIDE),
    "file": ("<use href='file:///etc/passwd#x'/>", OUTSIDE),
    "svg-inside": ("<image href='data:image/svg+xml,x'/>", OUTSIDE),
    "style": ("<style>@import 'http://127.0.0.1/a.css';</style>", OUTSIDE),
    "fill": ("<rect style='fill: url( //127.0.0.1/a)'/>", OUTSIDE),
    "repeats-repeated": ("<g id='a'><rect/></g><g id='b'><use href='#a'/></g><use href='#b'/>", "repeats parts that repeat others, so that it grows without measure"),
    "circle": ("<g id='a'><use href='#a'/></g>", "repeats parts that repeat others, so that it grows without measure"),
    "no-area": ("<symbol viewBox='0 0 0 9'/>", AREA),
    "no-numbers": ("<symbol viewBox='a b'/>", AREA),
    "not-a-number": ("<symbol viewBox='0 0 nan 9'/>", AREA),
    "endless": ("<symbol viewBox='0,0,1e400,9'/>", AREA),
    "far": ("<path d='M0 0L1e300 5'/>", FAR),
    "colour-like-a-number": ("<rect fill='#1e9999' id='a1e99' transform='translate(-1e3-.5e2)'/>", ""),
    "letters-like-a-number": ("<image href='data:image/png;base64,/1e999'/>", ""),
    "many-parts": ("<rect/>" * MOST_PARTS, f"has {MOST_PARTS + 1} parts; at most {MOST_PARTS} are drawn"),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "fault"), CASES.values(), ids=CASES)
def test_drawings(inner: str, fault: str) -> None:
    assert fault_of("image/svg+xml", f"{HEAD}{inner}</svg>".encode()) == fault


@pytest.mark.parametrize(
    ("kind", "content", "fault"),
    [
        ("image/svg+xml", b"", "is empty"),
        ("image/svg+xml", b"hello", "is no SVG"),
        ("image/svg+xml", b"<html/>", "is no SVG"),
        ("image/svg+xml", HEAD.encode("utf-16"), "is no SVG in UTF-8"),
        ("image/svg+xml", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "begins with definitions (DOCTYPE or a style sheet) that a logo does not need: save it as plain SVG"),
        ("image/png", png(100, 20), ""),
        ("image/png", png(100, 20)[:-8], "is no whole PNG file"),
        ("image/png", png(100, 20, b"hello"), "is no whole PNG file"),
        ("image/png", png(100, 20, zlib.compress(b"\0" * 6020)[:-3]), "is no whole PNG file"),
        ("image/png", png(100, 20, zlib.compress(b"\0")), "is no whole PNG file"),
        ("image/png", HEAD.encode(), "is no whole PNG file"),
        ("image/png", png(60000, 60000), f"has 60000 x 60000 points; at most {LARGEST_SIDE} are drawn in either direction"),
        ("image/png", png(0, 1), f"has 0 x 1 points; at most {LARGEST_SIDE} are drawn in either direction"),
        ("image/jpeg", jpeg(100, 20), ""),
        ("image/jpeg", jpeg(100, 20, 1), ""),
        ("image/jpeg", jpeg(100, 20, before=b"\xff\xe0\x00\x05abc\xff\xff\xff\xc4\x00\x02"), ""),
        ("image/jpeg", jpeg(100, 20, 4), "has the four colours of a printing press (CMYK), which an archived PDF cannot hold: save it as RGB"),
        ("image/jpeg", jpeg(5000, 20), f"has 5000 x 20 points; at most {LARGEST_SIDE} are drawn in either direction"),
        ("image/jpeg", jpeg(100, 20)[:-2], "is no whole JPEG file"),
        ("image/jpeg", jpeg(100, 20)[:22], "is no whole JPEG file"),
        ("image/jpeg", b"\xff\xd8\xff", "is no whole JPEG file"),
        ("image/jpeg", b"\xff\xd8\xff\xe0 some \xff\xd9", "is no whole JPEG file"),
        ("image/jpeg", b"hello", "is no whole JPEG file"),
    ],
)  # fmt: skip
def test_files(kind: str, content: bytes, fault: str) -> None:
    assert fault_of(kind, content) == fault


@pytest.mark.parametrize(
    ("sizes", "fault"),
    [
        ("", ""),
        ("width='100%' height='20mm'", ""),
        ("width='0' height='20'", "is a drawing without a size"),
        ("height='-5px'", "is a drawing without a size"),
    ],
)
def test_sizes_of_a_drawing(sizes: str, fault: str) -> None:
    assert fault_of("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg" {sizes}/>'.encode()) == fault
