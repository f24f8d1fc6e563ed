"""Words in drawings that run from right to left: without this they are set backwards, each letter by itself.

WeasyPrint places the text of an SVG letter by letter (`weasyprint.svg.text`), which loses the order and the joints of
Arabic and Hebrew. A text that nobody spread is laid out here as one piece, as Pango orders and joins it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unicodedata import bidirectional

from weasyprint import svg

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_SPREADS = ("dx", "dy", "rotate", "textLength", "letter-spacing")


class _Piece(str):
    """A text that is one letter to whoever goes through it."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def keep_together() -> None:
    """Let WeasyPrint of this process lay out such a text as one piece; all others stay, to the byte.

    Where a later WeasyPrint draws text in another way, everything stays as it is.
    """
    theirs, tags = getattr(svg, "text", None), getattr(svg, "TAGS", None)
    if callable(theirs) and isinstance(tags, dict) and not hasattr(theirs, "keeps_together"):
        ours = _kept(theirs)
        svg.text = ours
        tags.update({tag: ours for tag, draw in tags.items() if draw is theirs})


def _kept(theirs: Callable[[Any, Any, float], None]) -> Callable[[Any, Any, float], None]:
    def draw(drawing: Any, node: Any, font_size: float) -> None:
        said = getattr(node, "text", None)
        element = getattr(node, "_etree_node", None)  # of which WeasyPrint reads the text
        if said and element is not None and runs_right_to_left(said) and not any(node.get(name) for name in _SPREADS):
            element.text = _Piece(said)
        theirs(drawing, node, font_size)

    draw.keeps_together = True  # type: ignore[attr-defined]
    return draw


def runs_right_to_left(text: str) -> bool:
    """Whether any letter of it does."""
    return not text.isascii() and any(bidirectional(c) in _RIGHT_TO_LEFT for c in text)
