"""What a command accepts, as data: the one definition behind parsing, `--help`, the manual and its tests.

A command is a function whose keyword parameters are annotated with `Option` or `Argument`. `quick` reads the usual
command lines straight from that; `app` hands the same definition to typer for help, errors and completion. Options that
several commands share as a whole are the fields of a named tuple, and such a parameter is filled as one.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin


class Option(NamedTuple):
    """An option: what it does in plain words, its spellings, and the word that stands for its value in the help."""

    help: str
    flags: tuple[str, ...]
    metavar: str = ""


class Argument(NamedTuple):
    """A positional argument: what it is, and the word that stands for it in the help."""

    help: str
    metavar: str


class Parameter(NamedTuple):
    """One parameter of a command: `kind` is flag, text, list or choice."""

    name: str
    about: Option | Argument
    kind: Literal["flag", "text", "list", "choice"]
    choices: tuple[str, ...]
    default: Any


Run = Callable[..., int]
REQUIRED = inspect.Parameter.empty
"""Default of a parameter that must be given."""

Plan = Annotated[
    str | None, Argument("Folder of the plan. Default: the nearest folder upward with a plan.yaml.", "[PLAN]")
]
Plans = Annotated[
    tuple[str, ...], Argument("Folders of plans. Default: the nearest folder upward with a plan.yaml.", "[PLAN]...")
]
AsOf = Annotated[
    str | None,
    Option(
        "Judge as of this day, such as 2026-11-21. Default: the environment variable BCDR_AS_OF, else today where the"
        " organisation is.",
        ("--as-of",),
        "DATE",
    ),
]
Rev = Annotated[
    str | None,
    Option("Read the plan from a git revision instead of the folder, such as HEAD~3 or v2.", ("--rev",), "REV"),
]
Verbose = Annotated[
    bool, Option("Say more: with a failure of the program, where in the program it was.", ("--verbose",))
]


def parameters_of(run: Run) -> Mapping[str, Parameter]:
    """The parameters of a command by name, as the help orders them; of a group, each of its fields."""
    declared = inspect.signature(run).parameters.values()
    return {p.name: p for one in declared for p in _parameters(one.name, one.annotation, one.default)}


def arguments(run: Run, values: Mapping[str, Any]) -> dict[str, Any]:
    """What to call `run` with for values of its parameters: those of a group are put together."""
    left, found = dict(values), {}
    for one in inspect.signature(run).parameters.values():
        if _is_group(one.annotation):
            found[one.name] = one.annotation(**{name: left.pop(name) for name in one.annotation._fields})
    return left | found


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "_fields")


def _parameters(name: str, annotation: Any, default: Any) -> Iterator[Parameter]:
    if not _is_group(annotation):
        yield _parameter(name, annotation, default)
        return
    for field, inner in annotation.__annotations__.items():
        yield _parameter(field, inner, annotation._field_defaults[field])


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    kind, about = get_args(annotation)
    if kind is bool:
        return Parameter(name, about, "flag", (), default)
    if get_origin(kind) is tuple:
        return Parameter(name, about, "list", (), default)
    if get_origin(kind) is Literal:
        return Parameter(name, about, "choice", get_args(kind), default)
    return Parameter(name, about, "text", (), default)
