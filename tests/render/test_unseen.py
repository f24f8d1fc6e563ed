"""What is typed cannot change what stands around it."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from bcdr.render.template import filled
from bcdr.render.unseen import harmless


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("plain\ttext\nof two lines", None),
        ("Grüße, Łódź, Việt Nam, \u05d0\u05d1\u05d2 \u200fand\u200e", None),
        ("\N{FIRE ENGINE}\N{ZERO WIDTH JOINER}\N{FIRE} soft\u00adly", None),
        ("safe \u202eevil\u202c \u2066x\u2069", "safe [U+202E]evil[U+202C] [U+2066]x[U+2069]"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("bell\x07 \x9f \ud800", "bell[U+0007] [U+009F] [U+D800]"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("Z" + "\u0300\u0301\u0302" + "\u0303" * 30 + "a", "Z\u0300\u0301\u0302a"),
    ],
    ids=ascii,
)
def test_characters(typed: str, set_as: str | None) -> None:
    assert harmless(typed) == (typed if set_as is None else set_as)


def test_markup_stays_markup() -> None:
    found = harmless(Markup("<b>\u202e</b>"))
    assert (found, type(found)) == ("<b>[U+202E]</b>", Markup)


def test_every_template_does_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "t.j2").write_text("<i title='{{ a }}'>{{ a }}</i>{{ b | prose }}{{ n }}")
    made = filled("t.j2", str(tmp_path), {"a": "<\u202e", "b": "*\u202e*", "n": 7})
    assert made == "<i title='&lt;[U+202E]'>&lt;[U+202E]</i><p><em>[U+202E]</em></p>\n7"
