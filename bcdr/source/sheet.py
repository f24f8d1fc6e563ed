"""A text with the nodes in it: where a map ends, which lines are comments of what, how deep the text indents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml.error import YAMLError
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from bcdr.model.record import Pointer
from bcdr.source.edit import CannotEditError, dotted
from bcdr.source.tree import TooDeepError, compose, read_node

_ODD_ENDS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
FAULTY = "the file has faults; correct them first"
_COMMENT = re.compile(r"( *)#(?!:)|#:( *)")
_DOCUMENT_END = re.compile(r"^\.\.\.(\s|$)", re.MULTILINE)


class Splice(NamedTuple):
    """The characters from `start` to `end` give way to `text`."""

    start: int
    end: int
    text: str


class Step(NamedTuple):
    """A key and its value on the way to a pointer. For an item of a list, `key` is the item itself."""

    key: Any
    value: Any
    parent: Any
    number: int


class Sheet:
    """One text and its node tree. Nothing in it changes; edits are splices of the text."""

    def __init__(self, text: str) -> None:
        """Raises CannotEditError for a text whose lines cannot be told for certain."""
        if _ODD_ENDS.search(text):
            raise CannotEditError("the file mixes line ends of several kinds; save it with one kind")
        self.text = text
        self.eol = "\r\n" if "\r\n" in text else "\n"
        try:
            root = compose(text)
            tree = read_node(text, root)
        except (YAMLError, TooDeepError, ValueError):
            raise CannotEditError(FAULTY) from None
        if tree.data is None or tree.faults:
            raise CannotEditError(FAULTY)
        if _DOCUMENT_END.search(text):
            raise CannotEditError("the file marks its end with a line of dots; delete that line")
        self.root: Any = root
        self.data: dict[str, Any] = tree.data

    def walk(self, at: Pointer) -> list[Step]:
        """The steps along `at`, as far as they are written."""
        steps: list[Step] = []
        node: Any = self.root
        for part in at:
            step = _step(node, part)
            if step is None:
                break
            steps.append(step)
            node = step.value
        return steps

    def whole(self, at: Pointer) -> list[Step]:
        """The steps along `at`; CannotEditError when it is not written."""
        steps = self.walk(at)
        if len(steps) < len(at):
            raise CannotEditError(f"{dotted(at)} is not written in this file")
        return steps

    def extent(self, node: Any) -> int:
        """Where the last character of a value ends, comments behind it left out."""
        end: int = node.end_mark.index
        if isinstance(node, ScalarNode):
            if node.style not in {"|", ">"}:
                return end
            written = self.text[node.start_mark.index : end]
            keeps = "+" in written.split("\n", 1)[0].partition("#")[0]
            return end if keeps else node.start_mark.index + len(written.rstrip())
        if node.flow_style or not node.value:
            return end
        last = node.value[-1]
        return self.extent(last[1] if isinstance(last, tuple) else last)

    def line_start(self, at: int) -> int:
        """Where the line of the character `at` begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the line after that of the character `at` begins, or the text ends."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def after(self, node: Any, column: int) -> int:
        """Where the line begins before which something new at `column` may stand behind `node`.

        Comments that are indented deeper belong to `node`, and so do lines prepared with `#:`; inside a map those at
        its own column do too, for what they speak of cannot come any more.
        """
        return self._past_comments(self.behind(node), max(column, 1), column + 1)

    def below(self, node: Any, column: int) -> int:
        """The same, but past comments that are indented deeper than `column` only: those that belong to `node`."""
        return self._past_comments(self.behind(node), column + 1, column + 1)

    def behind(self, node: Any) -> int:
        """Where the line begins that follows on the last one of `node`."""
        extent = self.extent(node)
        return extent if extent and self.text[extent - 1] == "\n" else self.line_end(extent)

    def _past_comments(self, at: int, comment: int, prepared: int) -> int:
        """Past lines of comments from column `comment` on, and prepared ones whose text stands from `prepared` on."""
        while found := _COMMENT.match(self.text, at):
            if (len(found[2]) < prepared) if found[1] is None else (len(found[1]) < comment):
                break
            at = self.line_end(at)
        return at

    def own_comments(self, start: int, column: int) -> int:
        """Where the comments begin that stand directly above the line at `start`, at the same column."""
        at = start
        while at > 0:
            above = self.line_start(at - 1)
            found = _COMMENT.match(self.text, above)
            if not found or found[1] is None or len(found[1]) != column:
                break
            at = above
        return at

    def opens_line(self, at: int) -> bool:
        """Whether only blanks stand before the character `at` in its line."""
        return not self.text[self.line_start(at) : at].strip(" ")

    def rest_of_line(self, at: int) -> str:
        """What stands behind the character `at` in its line, line end left out."""
        return self.text[at : self.line_end(at)].rstrip("\r\n")

    def step(self) -> int:
        """By how many blanks this text indents."""
        for key, value in self._pairs(self.root):
            if isinstance(value, MappingNode) and not value.flow_style and value.value:
                return max(1, int(value.value[0][0].start_mark.column - key.start_mark.column))
        return 2

    def _pairs(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if isinstance(node, MappingNode) and not node.flow_style:
            yield from node.value

    def has_gap(self, node: MappingNode) -> bool:
        """Whether the last two keys of a block map have an empty line between them."""
        if len(node.value) < 2:
            return False
        between = self.text[self.extent(node.value[-2][1]) : node.value[-1][0].start_mark.index]
        return re.search(r"\n[ \r]*\n", between) is not None

    def spliced(self, splices: list[Splice]) -> str:
        """The text after the splices, which must not overlap."""
        text = self.text
        for splice in sorted(splices, reverse=True):
            text = text[: splice.start] + splice.text + text[splice.end :]
        return text


def _step(node: Any, part: str | int) -> Step | None:
    if isinstance(node, MappingNode) and isinstance(part, str):
        for number, (key, value) in enumerate(node.value):
            if isinstance(key, ScalarNode) and key.value == part:
                return Step(key, value, node, number)
        return None
    if isinstance(node, SequenceNode) and isinstance(part, int):
        if part >= len(node.value):
            return None
        return Step(node.value[part], node.value[part], node, part)
    if part == 0 and node is not None:
        return Step(node, node, node, 0)  # a list of one may be written without brackets
    return None


def is_flow(steps: list[Step]) -> Step | None:
    """The outermost step whose value is written in braces or brackets, with everything inside it."""
    return next((s for s in steps if not isinstance(s.value, ScalarNode) and s.value.flow_style), None)
