"""What a page draws with, told from what it could draw with."""

from __future__ import annotations

from typing import Any

import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from bcdr.scrutiny.fingerprint import Fingerprint
from bcdr.scrutiny.means import means
from bcdr.scrutiny.unpack import Budget

FONT = {"BaseFont": NameObject("/ABCDEF+Source-Sans-3,")}


def dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{k}"): v for k, v in entries.items()})


def drawing(kind: str, **entries: Any) -> StreamObject:
    found = StreamObject()
    found._data = b""
    found.update(dictionary(Subtype=NameObject(kind), **entries))
    return found


def taken(content: bytes, offered: Any) -> dict[str, str] | None:
    """Names and what they are called."""
    found = means(content, offered, Fingerprint({}, Budget()))
    return None if found is None else {name: label for (_, name), (label, _) in found.items()}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (b"/F 9 Tf", {"/F"}),
        (b"/F2 9 Tf", {"/F2"}),
        (b"/F\n/F2", {"/F", "/F2"}),
        (b"[/F]", {"/F"}),
        (b"/Fx", set()),
        (b"F", set()),
        (b"", set()),
    ],
)
def test_only_what_is_named_is_taken(content: bytes, names: set[str]) -> None:
    offered = dictionary(Font=dictionary(F=dictionary(**FONT), F2=dictionary()))
    assert (taken(content, offered) or {}).keys() == names


def test_how_it_is_called() -> None:
    own = dictionary()
    offered = dictionary(
        Font=dictionary(F=dictionary(**FONT), G=dictionary()),
        XObject=dictionary(x=drawing("/Image"), y=drawing("/Form", Resources=own)),
        ColorSpace=dictionary(DefaultRGB=own),
    )
    assert taken(b"/F /G /x /y", offered) == {
        "/F": "the font Source-Sans-3", "/G": "a font", "/x": "a picture", "/y": "a picture",
        "/DefaultRGB": "colours and the like",
    }  # fmt: skip
    assert taken(b"", offered) == {"/DefaultRGB": "colours and the like"}


@pytest.mark.parametrize(
    ("content", "offered"),
    [
        (b"/x", dictionary(XObject=dictionary(x=drawing("/Form")))),
        (b"/x", dictionary(Font=dictionary(x=dictionary(Subtype=NameObject("/Type3"))))),
        (b"/#78", dictionary(XObject=dictionary(x=drawing("/Image")))),
        (b"/x", None),
    ],
    ids=["a drawing without its own", "a font without its own", "a name in other letters", "nothing offered"],
)
def test_where_it_cannot_be_told_everything_counts(content: bytes, offered: Any) -> None:
    assert taken(content, offered) is None
