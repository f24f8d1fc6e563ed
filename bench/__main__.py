"""All benchmarks one after the other: `make bench`. Each prints ratios from one run."""

from __future__ import annotations

import runpy
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run them in order."""
    for name in ("lint", "pdf", "pages", "survival", "imports", "drill"):
        runpy.run_path(str(HERE / f"{name}.py"), run_name="__main__")


if __name__ == "__main__":
    main()
