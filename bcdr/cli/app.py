"""The commands as a typer application: help, usage errors and completion come from here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Annotated, Any

import typer

from bcdr.cli.commands import CHAPTERS, GROUPS, Command
from bcdr.cli.option import Argument, Parameter, Run, arguments, parameters_of
from bcdr.errors import BcdrError

SETTINGS = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


def app() -> typer.Typer:
    """All commands."""
    root = _group("Business continuity and disaster recovery plans as text: checked, proven by drills, printed.")
    groups = {name: _group(text) for name, text in GROUPS.items()}
    placed: set[str] = set()
    for chapter, commands in CHAPTERS.items():
        for command in commands:
            group, _, name = command.words.rpartition(" ")
            _add(groups[group] if group else root, name, command, chapter)
            if group and group not in placed:
                placed.add(group)
                root.add_typer(groups[group], name=group)
    return root


def _group(text: str) -> typer.Typer:
    return typer.Typer(
        help=text,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=dict(SETTINGS),
    )


def _add(group: typer.Typer, name: str, command: Command, _chapter: str) -> None:
    run = command.load()
    text = inspect.cleandoc(run.__doc__ or "")
    group.command(name, help=text, short_help=command.does)(adapted(run))


def adapted(run: Run) -> Callable[..., None]:
    """`run` as a function that typer understands: the same parameters in typer's words, the code as exit."""
    parameters = parameters_of(run)

    def call(**values: Any) -> None:
        read = {name: _native(parameters[name], value) for name, value in values.items()}
        raise typer.Exit(run(**arguments(run, read)))

    shapes = {p.name: _shape(p) for p in parameters.values()}
    call.__annotations__ = {name: kind for name, (kind, _) in shapes.items()}
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, (kind, default) in shapes.items()
        ]
    )
    return call


def _shape(parameter: Parameter) -> tuple[Any, Any]:
    about = parameter.about
    info: Any
    if isinstance(about, Argument):
        info = typer.Argument(help=about.help, metavar=about.metavar, show_default=False)
    else:
        shown = isinstance(parameter.default, str)
        metavar = None if parameter.kind in {"flag", "choice"} else about.metavar
        info = typer.Option(*about.flags, help=about.help, metavar=metavar, show_default=shown)
    if parameter.kind == "flag":
        return Annotated[bool, info], parameter.default
    if parameter.kind == "list":
        return Annotated[list[str], info], []
    if parameter.kind == "choice":
        kind = Enum("Choice", {c: c for c in parameter.choices})  # type: ignore[misc]  # names known at run time
        return Annotated[kind, info], kind(parameter.default)
    return Annotated[str | None if parameter.default is None else str, info], parameter.default


def _native(parameter: Parameter, value: Any) -> Any:
    if parameter.kind == "list":
        return tuple(value or ())
    return value.value if isinstance(value, Enum) else value


def read(run: Run, words: list[str]) -> Mapping[str, Any]:
    """What typer makes of the words after a command: for the test that compares it with `quick`."""
    seen: dict[str, Any] = {}

    def note(**values: Any) -> int:
        seen.update(values)
        return 0

    note.__signature__ = inspect.signature(run)  # type: ignore[attr-defined]
    single = _group("")
    single.command()(adapted(note))
    single(words, standalone_mode=False)
    return seen


def start(words: list[str]) -> int:
    """Run the words as typer reads them; BcdrError says what is wrong with them."""
    try:
        code = app()(words, prog_name="bcdr", standalone_mode=False)
    except Exception as problem:
        # typer carries click inside and gives its usage errors no public name
        if not hasattr(problem, "format_message"):
            raise
        context = getattr(problem, "ctx", None)
        path = context.command_path if context is not None else "bcdr"
        # pydantic, where typer finds it, puts these words before what is wrong
        said = problem.format_message().replace(": Value error, ", ": ", 1).rstrip(".")
        raise UsageError(said, f"{path} --help") from None
    return int(code or 0)


class UsageError(BcdrError):
    """The command line asks for something that there is not."""
