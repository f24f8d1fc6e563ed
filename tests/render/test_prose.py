"""Text that people typed becomes harmless HTML."""

from __future__ import annotations

import pytest

from bcdr.render.prose import prose_to_html

HOSTILE = [
    ("<script>alert(1)</script>", "<script"),
    ("[x](javascript:alert(1))", 'href="javascript'),
    ("![x](https://example.net/a.png)", "<img"),
    ("<img src=x onerror=alert(1)>", "<img"),
    ("# Heading that breaks the outline", "<h1"),
    ("Heading\n=======", "<h1"),
    ("<!-- hidden -->", "<!--"),
    ("[x](data:text/html;base64,AAAA)", 'href="data:text/html'),
]


@pytest.mark.parametrize(("typed", "never"), HOSTILE, ids=[h[0][:30] for h in HOSTILE])
def test_nothing_dangerous_gets_through(typed: str, never: str) -> None:
    assert never not in prose_to_html(typed)


def test_jinja_stays_text() -> None:
    assert "{{ 7 * 7 }}" in prose_to_html("{{ 7 * 7 }}")


def test_markdown_of_honest_people_works() -> None:
    html = prose_to_html("**Bold** and `code`\n\n- one\n- two")
    assert "<strong>Bold</strong>" in html
    assert "<li>one</li>" in html
