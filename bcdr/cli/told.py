"""What a command tells: heads and the lines below them, a trouble marked by a sign and not by colour alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from bcdr.cli.editing import Edited
from bcdr.cli.terminal import has_colour
from bcdr.render.terminal import escaped


class Told:
    """Lines in the order in which they are told, made harmless for a terminal."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self.text: list[str] = []
        self.has_trouble = False

    def head(self, text: str) -> None:
        """Begin a part."""
        self.text.append(escaped(text))

    def lines(self, lines: Iterable[tuple[str, bool]]) -> None:
        """Sentences of a part; True for those that somebody has to look at."""
        for text, is_trouble in lines:
            self.has_trouble |= is_trouble
            indent = len(text) - len(text.lstrip(" "))
            self.text.append(f"  {'!' if is_trouble else ' '} {' ' * indent}{escaped(text.lstrip(' '))}")

    def show(self, changed: Edited | None = None) -> None:
        """Print it; with `changed` the diff of the plan goes to the output and the sentences to the complaints."""
        if changed is None:
            print("\n".join(self.text))
            return
        from bcdr.render.diff import diff

        print("\n".join(self.text), file=sys.stderr)
        shown = diff(((path, old, new) for _, path, old, new in changed.texts), colour=has_colour(sys.stdout))
        if shown:
            print(shown)
