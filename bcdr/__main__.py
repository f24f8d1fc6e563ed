"""`python -m bcdr` and the `bcdr` command: an exit code comes out."""

from __future__ import annotations

import gc
import sys

# A lint builds some hundred thousand objects, drops none of them and ends: the collector only looks at them again
# and again. Off, a large plan takes a third less. Commands that run for long turn it on again (`cli.entry`).
gc.disable()


def main(words: list[str] | None = None) -> int:
    """Run one command line; without `words`, the one of this process, which ends with it."""
    if words is None and sys.argv[1:2] == ["lint"]:
        _load_validator()
    from bcdr.cli.entry import run  # noqa: PLC0415 - the collector is off before anything else loads

    code = run(sys.argv[1:] if words is None else words)
    if words is None:
        _leave(code)
    return code


def _load_validator() -> None:
    """Load pydantic-core without the module that describes its schemas to type checkers: a fifteenth of a lint.

    Nothing that runs looks at these 150 classes. Whoever imports `pydantic_core.core_schema` later gets the real one.
    """
    from types import ModuleType  # noqa: PLC0415

    name = "pydantic_core.core_schema"
    if name in sys.modules:
        return
    sys.modules[name] = standin = ModuleType(name)
    standin.__getattr__ = lambda _: object  # type: ignore[method-assign]
    try:
        __import__("pydantic_core")
    except Exception:  # noqa: BLE001 - a version that does look: load it as everybody does
        for loaded in [m for m in sys.modules if m.partition(".")[0] == "pydantic_core"]:
            del sys.modules[loaded]
    else:
        del sys.modules[name]


def _leave(code: int) -> None:
    """End the process at once: taking a plan or a document apart object by object takes a twentieth of the time."""
    import atexit  # noqa: PLC0415
    import os  # noqa: PLC0415

    atexit._run_exitfuncs()  # noqa: SLF001 - what others asked for is done; only our own objects are left as they are
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue  # told already, or nobody listens
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
