"""From the words of a command line to an exit code: finds the command, runs it, and says what went wrong."""

from __future__ import annotations

import gc
import os
import sys

from bcdr import __version__
from bcdr.cli.commands import GROUPS, LONG, Command, find
from bcdr.cli.exits import BROKEN, CLEAN, INTERRUPTED, PIPE_CLOSED
from bcdr.cli.quick import read
from bcdr.errors import BcdrError


def run(words: list[str]) -> int:
    """Run the command. Every failure is told in a line or two and becomes a code; none escapes."""
    _speak_any_language()
    try:
        code = _dispatch(words)
        sys.stdout.flush()
    except BcdrError as problem:
        _tell(problem.message, problem.hint)
        _trace(words)
        return BROKEN
    except KeyboardInterrupt:
        _tell("stopped", "")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()  # `bcdr lint | head`: nobody listens any more
        return PIPE_CLOSED
    except RecursionError:
        _tell("the plan is nested deeper than the program can follow", "flatten the deepest object")
        _trace(words)
        return BROKEN
    except OSError as problem:
        _drop_output()
        where = f" ({problem.filename})" if problem.filename else ""
        _tell(f"{problem.strerror or problem}{where}", "check the path, its permissions and the free space")
        _trace(words)
        return BROKEN
    except Exception as problem:  # noqa: BLE001 - the last net: a traceback helps nobody who wants a plan checked
        what = f"{type(problem).__name__}: {problem}"
        _tell(f"a fault of the program: {what}", "run it again with --verbose and report it")
        _trace(words)
        return BROKEN
    return code


def _drop_output() -> None:
    # What could not be written waits in its buffer, and the interpreter would try once more and complain.
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(words: list[str]) -> int:
    if not words or words in (["--help"], ["-h"], ["help"]):
        from bcdr.cli.overview import overview  # only when nothing else was asked

        print(overview())
        return CLEAN
    if words == ["--version"]:
        print(f"bcdr {__version__}")
        return CLEAN
    if len(words) == 1 and words[0] in GROUPS:
        words = [*words, "--help"]
    command, rest = find(words)
    if command is not None:
        function = command.load()
        values = read(function, rest)
        if values is not None:
            _prepare(command)
            return function(**values)
        _prepare(command)
    from bcdr.cli.app import start  # typer is for help and mistakes

    return start(words)


def _prepare(command: Command) -> None:
    if command.words in LONG:
        gc.enable()


def _speak_any_language() -> None:
    # Without a descriptor there is no stream, and the next file that is opened would take its number.
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    # A console that cannot show a letter gets its escape instead of an exception.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _tell(message: str, hint: str) -> None:
    from bcdr.render.terminal import escaped  # only when something went wrong

    print(f"bcdr: {escaped(message)}", file=sys.stderr)
    if hint:
        print(f"  hint: {escaped(hint)}", file=sys.stderr)


def _trace(words: list[str]) -> None:
    if "--verbose" in words:
        import traceback  # only when asked

        traceback.print_exc()
