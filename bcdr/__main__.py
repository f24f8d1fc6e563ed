"""`python -m bcdr` and the `bcdr` command: an exit code comes out."""

from __future__ import annotations

import gc
import sys

# A lint builds some hundred thousand objects, drops none of them and ends: the collector only looks at them again
# and again. Off, a large plan takes a third less. Commands that run for long turn it on again (`cli.entry`).
gc.disable()


def main(words: list[str] | None = None) -> int:
    """Run one command line; without `words`, the one of this process."""
    from bcdr.cli.entry import run  # noqa: PLC0415 - the collector is off before anything else loads

    code = run(sys.argv[1:] if words is None else words)
    gc.freeze()  # nothing is left for the interpreter to search while it ends
    return code


if __name__ == "__main__":
    sys.exit(main())
