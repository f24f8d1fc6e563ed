"""What a command accepts, as data: the one definition behind parsing, `--help`, the manual and its tests.

A command is a function whose keyword parameters are annotated with `Option` or `Argument`. `quick` reads the usual
command lines straight from that; `app` hands the same definition to typer for help, errors and completion.
"""

import inspect
from collections.abc import Callable, Mapping
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
        "Judge as of this day, such as 2026-11-21. Default: the environment variable BCDR_AS_OF, else today in UTC.",
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
    """The parameters of a command by name, in the order in which the help shows them."""
    return {p.name: _parameter(p) for p in inspect.signature(run).parameters.values()}


def _parameter(declared: inspect.Parameter) -> Parameter:
    kind, about = get_args(declared.annotation)
    if kind is bool:
        return Parameter(declared.name, about, "flag", (), declared.default)
    if get_origin(kind) is tuple:
        return Parameter(declared.name, about, "list", (), declared.default)
    if get_origin(kind) is Literal:
        return Parameter(declared.name, about, "choice", get_args(kind), declared.default)
    return Parameter(declared.name, about, "text", (), declared.default)
