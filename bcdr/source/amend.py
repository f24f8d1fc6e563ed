"""From a text and an edit to the new text: as few characters as possible change, everything else stays as it is.

Every result is read again: it must say what the old text said plus the edit, or the edit is refused. Layouts that this
module does not know are refused too; nothing is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from bcdr.model.record import Pointer
from bcdr.source.edit import Add, CannotEditError, Edit, Insert, Noted, Remove, Set, applied, dotted, plain, short_form
from bcdr.source.notation import WIDTH, block, broken, comment, flow, item, prepared, scalar, summary
from bcdr.source.sheet import FAULTY, Sheet, Splice, Step, is_flow


def amended(text: str, edit: Edit) -> str:
    """The text after the edit; CannotEditError says why there is none."""
    return amend(Sheet(text), edit).text


def amend(sheet: Sheet, edit: Edit) -> Sheet:
    """The same for a text that is read already."""
    expected = applied(sheet.data, edit)
    try:
        after = Sheet(sheet.spliced(_splices(sheet, edit)))
    except CannotEditError as problem:
        raise CannotEditError(_UNUSUAL if problem.reason == FAULTY else problem.reason) from None
    if after.data != expected:
        raise CannotEditError(_UNUSUAL)
    return after


_UNUSUAL = "the layout of these lines is unusual; edit them by hand"


def _splices(sheet: Sheet, edit: Edit) -> list[Splice]:
    match edit:
        case Add():
            return _added(sheet, edit)
        case Set(at, value, remark):
            steps = sheet.whole(at)
            return _replaced(sheet, steps, at, value, remark)
        case Insert():
            return _inserted(sheet, edit)
        case Remove(at):
            return _removed(sheet, sheet.whole(at))


def _nested(at: Pointer, value: Any) -> Any:
    for part in reversed(at):
        value = {part: value}
    return value


def _added(sheet: Sheet, edit: Add) -> list[Splice]:
    steps = sheet.walk(edit.at)
    rest = edit.at[len(steps) :]
    if rest:
        edit = edit._replace(at=edit.at[: len(steps)], keys={str(rest[0]): _nested(rest[1:], edit.keys)})
    if not steps:
        return [_into_block(sheet, sheet.root, edit, len(rest))]
    target = steps[-1].value
    if isinstance(target, ScalarNode):
        if target.value == "unknown" and not target.style:
            return _replaced(sheet, steps, edit.at, edit.keys, edit.remark)
        return _spelled_out(sheet, steps, edit)
    if not isinstance(target, MappingNode):
        raise CannotEditError(f"{dotted(edit.at)} is a list")
    if is_flow(steps) is None:
        return [_into_block(sheet, target, edit, len(rest))]
    if not target.value and is_flow(steps) is steps[-1] and (len(edit.keys) > 1 or _is_large(edit)):
        return _as_block(sheet, steps[-1], edit, len(rest))
    return _into_flow(sheet, steps, edit)


def _is_large(edit: Add) -> bool:
    return bool(edit.prepared) or any(isinstance(plain(v), (dict, list)) for v in edit.keys.values())


def _lines(sheet: Sheet, edit: Add, column: int, depth: int) -> list[str]:
    """The new keys as lines of a block map; `depth` maps around them are new as well."""
    step = sheet.step()
    keys = dict(edit.keys)
    above: list[str] = []
    if edit.remark:
        only = next(iter(keys)) if len(keys) == 1 else ""
        if only and not isinstance(keys[only], Noted) and not isinstance(plain(keys[only]), dict):
            keys[only] = Noted(keys[only], edit.remark)
        else:
            above = comment(edit.remark, column)
    open_ = bool(edit.prepared)  # what is prepared goes on below the last key
    lines = [*above, *(line for k, v in keys.items() for line in block(k, v, column, step, is_open=open_))]
    return [*lines, *prepared(edit.prepared, column + step * (depth + 1), step)]


def _into_block(sheet: Sheet, target: MappingNode | None, edit: Add, depth: int) -> Splice:
    text, eol = sheet.text, sheet.eol
    top = target is sheet.root
    if target is not None and target.flow_style:
        raise CannotEditError("the whole file stands in braces")
    column = target.value[0][0].start_mark.column if target is not None and target.value else 0
    lines = _lines(sheet, edit, column, depth)
    at = len(text) if top or target is None else sheet.after(target.value[-1][1], column)
    if target is not None and target.value and len(lines) > 1:
        is_apart = re.search(r"\n[ \r]*\n\Z", text[:at]) is not None
        if (top or sheet.has_gap(target)) and not is_apart:
            lines.insert(0, "")
    return _as_lines(sheet, at, lines, eol)


def _as_lines(sheet: Sheet, at: int, lines: list[str], eol: str) -> Splice:
    """Whole lines before the one that begins at `at`; behind a last line without an end, one is put between."""
    block_ = eol.join(lines)
    if at == len(sheet.text) and sheet.text and not sheet.text.endswith("\n"):
        return Splice(at, at, eol + block_)
    return Splice(at, at, block_ + eol)


def _as_block(sheet: Sheet, step: Step, edit: Add, depth: int = 0) -> list[Splice]:
    """`copies: {}` becomes `copies:` with the keys on lines below."""
    if not isinstance(step.key, ScalarNode) or step.key is step.value:
        raise CannotEditError("an empty map in a list has no room for this; edit it by hand")
    start, end = step.value.start_mark.index, step.value.end_mark.index
    behind = sheet.rest_of_line(end)
    if behind.strip() and not behind.lstrip().startswith("#"):
        raise CannotEditError("something stands behind the braces; edit the line by hand")
    colon = step.key.end_mark.index + sheet.text[step.key.end_mark.index : start].index(":") + 1
    column = step.key.start_mark.column + sheet.step()
    below = sheet.line_end(end)
    return [Splice(colon, end, ""), _as_lines(sheet, below, _lines(sheet, edit, column, depth), sheet.eol)]


def _into_flow(sheet: Sheet, steps: list[Step], edit: Add) -> list[Splice]:
    target = steps[-1].value
    pieces = [f"{scalar(k)}: {flow(v)}" for k, v in edit.keys.items()]
    end = target.end_mark.index
    if not target.value:
        splices = [Splice(target.start_mark.index, end, "{" + ", ".join(pieces) + "}")]
    else:
        column = target.value[0][0].start_mark.column
        splices = [_listed(sheet, sheet.extent(target.value[-1][1]), end, pieces, column)]
    return splices + _flow_remark(sheet, steps, edit.remark or summary(edit.keys), splices)


def _listed(sheet: Sheet, last: int, end: int, pieces: list[str], column: int) -> Splice:
    """The pieces behind the last entry of braces or brackets, on a line of their own where they are too long."""
    gap = re.match(r"(?:\s|#[^\n]*)*,", sheet.text[last : end - 1])
    at = last + gap.end() if gap else last
    joined = ", ".join(pieces)
    line = at - sheet.line_start(at)
    behind = len(sheet.rest_of_line(at)) if end - at < 4 else 0
    comma = "" if gap else ","
    if line + len(joined) + behind + 2 <= WIDTH:
        return Splice(at, at, f"{comma} {joined}")
    lines = [" " * column + text for text in broken(joined, WIDTH - column - behind)]
    return Splice(at, at, comma + sheet.eol + sheet.eol.join(lines))


def _flow_remark(sheet: Sheet, steps: list[Step], remark: str, splices: list[Splice]) -> list[Splice]:
    """The remark behind the closing bracket, if there is room, else on a line above."""
    outer = is_flow(steps)
    if not remark or outer is None:
        return []
    end = outer.value.end_mark.index
    start = outer.key.start_mark.index
    width = end - sheet.line_start(end) + sum(len(s.text) for s in splices)
    grown = any(sheet.eol in s.text for s in splices)
    if not sheet.rest_of_line(end).strip() and not grown and width + len(remark) + 4 <= WIDTH:
        return [Splice(end, end + len(sheet.rest_of_line(end)), f"  # {remark}")]
    begin = sheet.line_start(start)
    column = len(sheet.text[begin:start]) - len(sheet.text[begin:start].lstrip(" "))
    return [Splice(begin, begin, "".join(line + sheet.eol for line in comment(remark, column)))]


def _spelled_out(sheet: Sheet, steps: list[Step], edit: Add) -> list[Splice]:
    """`personal: ordinary` becomes `personal: {level: ordinary, ...}`."""
    node = steps[-1].value
    start, end = node.start_mark.index, node.end_mark.index
    written = sheet.text[start:end]
    if node.style in {"|", ">"} or "\n" in written:
        raise CannotEditError(f"{dotted(edit.at)} is a long text, not a map; edit it by hand")
    safe = scalar(node.value, quote=bool(re.search(r"[\[\]{},]", written))) if not node.style else written
    pieces = [f"{short_form(edit.at)}: {safe}", *(f"{scalar(k)}: {flow(v)}" for k, v in edit.keys.items())]
    splice = Splice(start, end, "{" + ", ".join(pieces) + "}")
    remark = edit.remark or summary(edit.keys)
    if not remark:
        return [splice]
    flat = is_flow(steps)
    if flat is not None:
        return [splice, *_flow_remark(sheet, steps, remark, [splice])]
    return [splice, *_line_remark(sheet, steps[-1], end, remark, len(splice.text) - (end - start))]


def _line_remark(sheet: Sheet, step: Step, end: int, remark: str, grows: int) -> list[Splice]:
    """The remark behind a value that ends its line, or on a line above when a comment stands there already."""
    behind = sheet.rest_of_line(end)
    width = end - sheet.line_start(end) + grows + len(remark) + 4
    if not behind.strip() and width <= WIDTH:
        return [Splice(end, end + len(behind), f"  # {remark}")]
    begin = sheet.line_start(step.key.start_mark.index)
    column = len(sheet.text[begin:]) - len(sheet.text[begin:].lstrip(" "))
    return [Splice(begin, begin, "".join(line + sheet.eol for line in comment(remark, column)))]


def _replaced(sheet: Sheet, steps: list[Step], at: Pointer, value: Any, remark: str) -> list[Splice]:
    node = steps[-1].value
    start, end = node.start_mark.index, sheet.extent(node)
    bare = plain(value)
    if not isinstance(node, ScalarNode) and not node.flow_style:
        raise CannotEditError(f"{dotted(at)} goes over several lines; edit it by hand")
    inside = is_flow(steps[:-1])
    if inside is None and isinstance(bare, dict) and bare and isinstance(steps[-1].key, ScalarNode):
        keys: Mapping[str, Any] = value.value if isinstance(value, Noted) else value
        return _as_block(sheet, steps[-1], Add(at, keys, remark))
    quote = isinstance(node, ScalarNode) and node.style in {"'", '"'} and isinstance(bare, str)
    new = scalar(bare, quote=True) if quote else flow(value)
    splice = Splice(start, end, new)
    remark = remark or summary(value)
    if not remark:
        return [splice]
    if inside is not None:
        return [splice, *_flow_remark(sheet, steps[:-1], remark, [splice])]
    return [splice, *_line_remark(sheet, steps[-1], end, remark, len(new) - (end - start))]


def _inserted(sheet: Sheet, edit: Insert) -> list[Splice]:
    steps = sheet.walk(edit.at)
    if len(steps) < len(edit.at):
        return _added(sheet, Add(edit.at[:-1], {str(edit.at[-1]): [edit.item]}, edit.remark))
    node = steps[-1].value
    if isinstance(node, ScalarNode):
        unknown = node.value in {"none", "unknown"} and not node.style
        items = [edit.item] if unknown else [node.value, edit.item] if edit.before != 0 else [edit.item, node.value]
        return _replaced(sheet, steps, edit.at, items, edit.remark)
    if not isinstance(node, SequenceNode):
        raise CannotEditError(f"{dotted(edit.at)} is a list of one, without its dash; write the dash first")
    index = len(node.value) if edit.before is None else min(edit.before, len(node.value))
    if is_flow(steps) is None:
        return [_into_list(sheet, node, index, edit)]
    piece = flow(edit.item)
    start, end = node.start_mark.index, node.end_mark.index
    if not node.value:
        splice = Splice(start, end, f"[{piece}]")
    elif index == len(node.value):
        splice = _listed(sheet, sheet.extent(node.value[-1]), end, [piece], node.value[0].start_mark.column)
    else:
        begin = node.value[index].start_mark.index
        splice = Splice(begin, begin, f"{piece}, ")
    remark = edit.remark or summary(edit.item)
    return [splice, *_flow_remark(sheet, steps, remark, [splice])]


def _into_list(sheet: Sheet, node: SequenceNode, index: int, edit: Insert) -> Splice:
    first = node.value[0].start_mark.index
    column = sheet.text.rfind("-", 0, first) - sheet.line_start(first)
    lines = item(Noted(edit.item, edit.remark) if edit.remark else edit.item, column, sheet.step())
    if index == len(node.value):
        return _as_lines(sheet, sheet.after(node.value[-1], column), lines, sheet.eol)
    begin = sheet.line_start(node.value[index].start_mark.index)
    begin = sheet.own_comments(begin, column)
    return Splice(begin, begin, "".join(line + sheet.eol for line in lines))


def _removed(sheet: Sheet, steps: list[Step]) -> list[Splice]:
    step = steps[-1]
    if not isinstance(step.parent, MappingNode):
        raise CannotEditError("an item of a list is taken out by hand")
    start = step.key.start_mark.index
    pairs = step.parent.value
    if is_flow(steps[:-1]) is None and (step.parent is not sheet.root or not sheet.root.flow_style):
        lines = _without_lines(sheet, step, start)
        if len(pairs) > 1 or len(steps) == 1:
            return [lines]
        if steps[-2].key is steps[-2].value:
            raise CannotEditError("the key is all that its item of a list says; take it out by hand")
        above = steps[-2].key.end_mark.index
        colon = above + sheet.text[above:start].index(":") + 1
        return [Splice(colon, colon, " {}"), lines]
    if step.number:
        return [Splice(sheet.extent(pairs[step.number - 1][1]), sheet.extent(step.value), "")]
    return [Splice(start, pairs[1][0].start_mark.index if len(pairs) > 1 else sheet.extent(step.value), "")]


def _without_lines(sheet: Sheet, step: Step, start: int) -> Splice:
    """The lines of a key, with the comments directly above it and inside it.

    A comment above the first of several keys may speak of the whole map: it stays, unless others have theirs too.
    """
    if not sheet.opens_line(start):
        raise CannotEditError("the key shares its line with something else; edit it by hand")
    column = step.key.start_mark.column
    begin = sheet.line_start(start)
    others = [k for k, _ in step.parent.value if k is not step.key]
    if step.number or not others or any(_has_own_comment(sheet, k, column) for k in others):
        begin = sheet.own_comments(begin, column)
    end = sheet.below(step.value, column)
    above = sheet.text[:begin]
    if re.search(r"(\A|\n)[ \r]*\n\Z", above) and not sheet.rest_of_line(end).strip() and end < len(sheet.text):
        end = sheet.line_end(end)  # of two empty lines that would meet, one stays
    if end == len(sheet.text) and not sheet.text.endswith("\n"):
        begin = len(above.rstrip("\r\n"))  # the text had no end of its last line, and has none after this
    return Splice(begin, end, "")


def _has_own_comment(sheet: Sheet, key: Any, column: int) -> bool:
    begin = sheet.line_start(key.start_mark.index)
    return sheet.own_comments(begin, column) < begin
