"""Reads a usual command line without loading typer, which costs a third of a whole lint.

What it cannot read for certain it leaves to typer: help, mistakes, unusual spellings. The two never disagree; a test
runs both over the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bcdr.cli.option import REQUIRED, Argument, Option, Parameter, Run, arguments, parameters_of

MISSING = object()


def read(run: Run, words: Sequence[str]) -> dict[str, Any] | None:
    """What to call `run` with, or None when typer should look at the line."""
    parameters = parameters_of(run)
    flags = {f: p for p in parameters.values() if isinstance(p.about, Option) for f in p.about.flags}
    values: dict[str, Any] = {}
    loose: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            loose.append(word)
            continue
        name, equals, inline = word.partition("=")
        parameter = flags.get(name)
        if parameter is None or (equals and not name.startswith("--")):
            return None
        value = _value(parameter, inline if equals else None, rest)
        if value is MISSING:
            return None
        if parameter.kind == "list":
            value = (*values.get(parameter.name, ()), value)
        values[parameter.name] = value
    if not _place(loose, parameters, values):
        return None
    if any(p.default is REQUIRED and p.name not in values for p in parameters.values()):
        return None
    return arguments(run, {p.name: values.get(p.name, p.default) for p in parameters.values()})


def _value(parameter: Parameter, inline: str | None, rest: Iterator[str]) -> Any:
    if parameter.kind == "flag":
        return MISSING if inline is not None else True
    text = inline if inline is not None else next(rest, None)
    if text is None or (inline is None and text.startswith("-")):
        return MISSING
    if parameter.kind == "choice" and text not in parameter.choices:
        return MISSING
    return text


def _place(loose: list[str], parameters: Mapping[str, Parameter], values: dict[str, Any]) -> bool:
    for parameter in parameters.values():
        if not isinstance(parameter.about, Argument) or not loose:
            continue
        if parameter.kind == "list":
            values[parameter.name] = tuple(loose)
            return True
        values[parameter.name] = loose.pop(0)
    return not loose
