"""libyaml's complaints in words that help: what is wrong in the line, and what to type instead."""

from __future__ import annotations

from typing import Any

from bcdr.source.fault import Fault, quoted

_INDENT = ("the line does not fit the indentation above it", "indent it like its neighbours, with spaces")
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    # part of libyaml's problem, our message, our advice; the first that fits wins
    (
        "could not find expected ':'",
        "this line is not of the form `key: value`",
        "add the colon and a space; a longer text goes on deeper indented lines, after `key: >` or in quotes",
    ),
    (
        "mapping values are not allowed",
        "a colon where no key can be",
        "put the text in quotes if it contains a colon, or correct the indentation of this line",
    ),
    (
        "found unexpected end of stream",
        "a quote opened here is never closed",
        "close it, or write the text without quotes",
    ),
    (
        "found unexpected document indicator",
        "a quote opened here is never closed",
        "close it, or write the text without quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "a { opened here is not closed, or a comma is missing between its entries",
        "write {one: 1, two: 2}, or put texts that hold a comma, colon or brace in quotes",
    ),
    (
        "did not find expected ',' or ']'",
        "a [ opened here is not closed, or a comma is missing between its items",
        "write [one, two], or put texts that hold a comma or bracket in quotes",
    ),
    ("did not find expected key", *_INDENT),
    ("did not find expected '-' indicator", *_INDENT),
    ("expected <block end>", *_INDENT),
    ("block sequence entries are not allowed", "a list begins here, inside a line", "begin the list in the next line"),
    ("found a tab character", "a tab is used for indentation", "use spaces"),
    ("found unknown escape character", "a backslash code that YAML does not know", "use single quotes around the text"),
    (
        "did not find expected hexdecimal number",
        "a backslash code that YAML does not know",
        "use single quotes around the text",
    ),
    ("did not find expected comment or line break", "text after the block sign | or >", "begin the text in a new line"),
    (
        "found unexpected ':'",
        "a value is missing after this colon",
        "write one after a blank, write unknown, or remove the key; a text with a colon needs quotes",
    ),
    ("found incompatible YAML document", "a %YAML directive for another version", "delete the line"),
    (
        "did not find expected node content",
        "a value is missing here, or a [ or { is not closed",
        "write [one, two] or {one: 1, two: 2}",
    ),
    ("but found another document", "a second document (---) in one file", "put it into a file of its own"),
    ("did not find expected <document start>", "text outside of the map of keys", _INDENT[1]),
)
_AT_CONTEXT = ("never closed", "not closed", "not of the form")


def explain(text: str, problem: Exception) -> Fault:
    """The one fault of a text that libyaml could not read."""
    said = str(getattr(problem, "problem", "") or problem)
    mark = getattr(problem, "problem_mark", None)
    message, advice = _words(said, text, mark)
    if said.startswith("mapping values") and mark is not None:
        bare = _bare_line_before(text, mark.index)
        if bare is not None:
            _, message, advice = _SENTENCES[0]
            return Fault("yaml-syntax", message, advice, *bare)
    if mark is not None and text[mark.index : mark.index + 1] == ":" and message == _INDENT[0]:
        message, advice = "a key is missing before the colon", "write it"
    context = getattr(problem, "context_mark", None)
    if context is not None and (mark is None or any(part in message for part in _AT_CONTEXT)):
        mark = context
    start = min(getattr(mark, "index", 0), len(text))
    if start == len(text):
        start = max(0, len(text.rstrip()) - 1)
    feature = "document" in message or "directive" in message
    return Fault(
        "yaml-feature" if feature else "yaml-syntax",
        message,
        advice,
        start,
        start + 1,
        cause="" if not feature else "document",
    )


def _bare_line_before(text: str, index: int) -> tuple[int, int] | None:
    """The line above, if it is a half-written key: same indentation and no colon. YAML takes it for the key's start."""
    begin = text.rfind("\n", 0, index) + 1
    indent = len(text[begin:index]) - len(text[begin:index].lstrip(" "))
    above_begin = text.rfind("\n", 0, max(0, begin - 1)) + 1
    above = text[above_begin : max(0, begin - 1)].rstrip()
    word = above.lstrip(" ")
    if not word or ": " in word or word[0] in "#-" or word[-1] == ":" or len(above) - len(word) != indent:
        return None
    return above_begin + indent, above_begin + len(above)


def _words(said: str, text: str, mark: Any) -> tuple[str, str]:
    if "cannot start any token" in said:
        index = getattr(mark, "index", 0)
        character = text[index : index + 1]
        if character == "\t":
            return "a tab is used for indentation", "use spaces"
        return f"text cannot begin with {quoted(character)}", "put the text in quotes"
    for part, message, advice in _SENTENCES:
        if part in said:
            return message, advice
    return f"this is not YAML: {quoted(said, 120)}", ""
