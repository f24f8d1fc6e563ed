"""The room in which templates run: plain data in, text out, and an end to it, whatever a template says.

Jinja's sandbox keeps a template from the program. What is added here: a template is read from inside its folder and
nowhere else, it ends after a bounded number of steps, and what it makes has a bound (`render.allowance`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bcdr.errors import BcdrError
from bcdr.render.allowance import LONGEST, MOST, Allowance, check_operation, measure, printable
from bcdr.render.unseen import harmless

STEPS = 30_000_000
"""Lines of a template that may be run for one document: hundreds of times what the largest of ours needs."""
ROOMS = ("page", "report")
"""Folders of templates that a user may replace."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a template."""
_UNBOUNDED = frozenset(
    {"center", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "translate", "zfill"}
)
"""Methods of text that fill up to a width, which may be any number, or set a text around each part of another."""


class TemplateUnreadableError(TemplateError):
    """A file that cannot be a template; `message` begins with its name."""


class Templates(BaseLoader):
    """Templates of the user's folder, and behind them ours; a link that leads out of the folder is not followed."""

    def __init__(self, ours: str, own: str | None) -> None:
        """`own` wins file by file."""
        self._ours = FileSystemLoader(ours)
        self._own = FileSystemLoader(own) if own is not None else None
        self._folder = Path(own) if own is not None else None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Text, file and whether it is still the same; TemplateUnreadableError when it is no text of the folder."""
        if self._own is None or self._folder is None:
            return self._ours.get_source(environment, template)
        path = self._folder.joinpath(*split_template_path(template))
        try:
            if path.is_symlink() or path.exists():
                _check(path, self._folder, template)
                return self._own.get_source(environment, template)
        except UnicodeDecodeError:
            raise TemplateUnreadableError(f"templates/{template} is not UTF-8 text") from None
        except OSError as problem:
            reason = (problem.strerror or "it cannot be opened").lower()
            raise TemplateUnreadableError(f"templates/{template} cannot be read: {reason}") from None
        text, file, is_same = self._ours.get_source(environment, template)
        return text, file, lambda: is_same() and not path.exists()


def _check(path: Path, folder: Path, template: str) -> None:
    fault = ""
    if not Path(os.path.realpath(path)).is_relative_to(folder.resolve()):  # a circle of links is a place, too
        fault = "is a link that leads out of templates/"
    elif not path.is_file():
        fault = "is not a file"
    elif path.stat().st_size > LARGEST:
        fault = f"has more than {LARGEST // 2**20} MiB"
    elif not path.read_bytes().strip():
        fault = "is empty"
    if fault:
        msg = f"templates/{template} {fault}"
        raise TemplateUnreadableError(msg)


def check_places(own: str, ours: str) -> None:
    """BcdrError for a template of theirs that lies where nothing looks for it, and so would be left out in silence."""
    home, shipped = Path(own), Path(ours)
    files = [p.relative_to(shipped) for room in ROOMS for p in sorted((shipped / room).iterdir()) if p.is_file()]
    known = {p.name.removesuffix(".j2"): p for p in files}
    for file in sorted(home.rglob("*")):
        meant = known.get(file.name.removesuffix(".j2"))
        if meant is not None and file.is_file() and not (home / meant).exists():
            raise BcdrError(
                f"templates/{file.relative_to(home).as_posix()} replaces nothing: ours is called {meant.as_posix()}",
                f"move it to templates/{meant.as_posix()}",
            )


class _Writer(CodeGenerator):
    """Writes a template as Python, where Jinja leaves no other way to see what `~` makes."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - as Jinja has it
        """Parts set one after the other."""
        self.write("environment.allowance.joined(markup_join, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose operations are bounded."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = _Writer

    def __init__(self, **settings: Any) -> None:
        """As in Jinja."""
        super().__init__(**settings)
        self.allowance = Allowance()
        measure(self.filters, self.allowance)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operation; TemplateError when what comes out would be too large."""
        check_operation(operator, left, right)
        return self.allowance.spend(super().call_binop(context, operator, left, right))

    def call(self, context: Context, function: Any, /, *given: Any, **named: Any) -> Any:
        """What a call gives; TemplateError when it is for a text that is too long."""
        owner = getattr(function, "__self__", None)
        if isinstance(owner, str) and len(owner) > LONGEST:
            raise TemplateError("the text is too long for this")
        return self.allowance.spend(super().call(context, function, *given, **named))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As in Jinja, and of a key that is neither text nor number nothing is said, as it may be endless."""
        if not isinstance(argument, (str, int, slice, Undefined)):
            raise TemplateError(f"a {type(argument).__name__} is no name of a part")
        return super().getitem(obj, argument)

    def concat(self, pieces: Iterable[str]) -> str:
        """The pieces as one text; what is too much is told on the line that wrote it."""
        if self.allowance.is_unbounded:
            return "".join(pieces)
        written = []
        for piece in pieces:
            try:
                self.allowance.spend(piece)
            except TemplateError as problem:
                if not isinstance(pieces, Generator):
                    raise
                pieces.throw(problem)
            written.append(piece)
        return "".join(written)

    def wrap_str_format(self, value: Any) -> None:
        """Nothing: the methods that format are not for templates, as they fill up to any width."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As in Jinja, and without what fills text up."""
        return super().is_safe_attribute(obj, attr, value) and not (isinstance(obj, str) and attr in _UNBOUNDED)


def sandbox(ours: str, own: str | None) -> Sandbox:
    """A sandbox for templates of two folders: everything escaped, names that are missing are faults."""
    made = Sandbox(
        loader=Templates(ours, own),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: harmless(value) if isinstance(value, str) else printable(value),
    )
    for name in ("lipsum", "cycler", "joiner"):
        del made.globals[name]
    return made


@contextmanager
def bounded(folder: str | None, allowance: Allowance) -> Iterator[None]:
    """Ends a template of `folder` by TemplateError after so many steps. Our own templates need no watch."""
    if folder is None:
        yield
        return
    allowance.renew(MOST)
    left = STEPS

    def line(_frame: FrameType, event: str, _value: object) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                msg = "it does not come to an end: a loop goes round too often"
                raise TemplateError(msg)
        return line

    def entered(frame: FrameType, _event: str, _value: object) -> Any:
        return line(frame, "line", None) if frame.f_code.co_filename.startswith(folder) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        yield
    finally:
        sys.settrace(before)
