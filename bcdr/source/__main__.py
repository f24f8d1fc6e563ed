"""`python -m bcdr.source [PLAN...]` prints the problems of plans, one a line, until `bcdr lint` does."""

from __future__ import annotations

import gc
import sys

from bcdr.errors import BcdrError
from bcdr.source.folder import find_plan, read_folder
from bcdr.source.load import concise, load


def main(arguments: list[str]) -> int:
    """Exit code: 0 clean, 1 problems, 2 could not run."""
    gc.disable()  # a run builds one large tree and ends: collecting it half-way only costs time
    worst = 0
    starts: list[str | None] = [*arguments] or [None]
    for start in starts:
        try:
            loaded = load(read_folder(find_plan(start)))
        except BcdrError as problem:
            print(f"error: {problem.message}; {problem.hint}", file=sys.stderr)  # noqa: T201 - this is the command
            return 2
        for line in concise(loaded.problems):
            print(line)  # noqa: T201
        worst = max(worst, 1 if loaded.problems else 0)
        if not loaded.problems:
            print(f"{loaded.sources.snapshot.root}: {len(loaded.sources.snapshot.files)} files, no problems")  # noqa: T201
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
