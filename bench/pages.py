"""How time and memory of the Art. 32 report grow with its pages, on generated plans of growing size.

A document ends at some 300 pages (`bcdr.report.extent`); here it does not.

python bench/pages.py                    # about 30, 100, 300 and 600 pages
python bench/pages.py 1000 4000          # plans of so many lines
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from gen_plan import generate, write
from pypdf import PdfReader

AS_OF = "2026-11-21"
LINES = (300, 4_000, 16_000, 40_000)
LINES_A_FILE = 100
SEED = 1
WHOLE = """
from bcdr.report import extent
extent.printed.__defaults__ = (1_000_000,)
from bcdr.__main__ import main
main()
"""


class Drawn(NamedTuple):
    """What one report took: its pages, seconds of the processor, and megabytes at the peak."""

    pages: int
    seconds: float
    megabytes: float


def drawn(plan: Path, output: Path) -> Drawn:
    """The Art. 32 report of a plan, made by a process of its own."""
    words = ("report", "art32", str(plan), "--as-of", AS_OF, "--output", str(output))
    child = os.posix_spawn(sys.executable, (sys.executable, "-c", WHOLE, *words), os.environ)
    _, status, spent = os.wait4(child, 0)
    if status:
        sys.exit(f"bcdr {' '.join(words)} failed")
    return Drawn(len(PdfReader(output).pages), spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)


def main() -> None:
    """Each size, and how the last compares with the first, page by page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", nargs="*", type=int, default=LINES)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for lines in parser.parse_args().lines:
            plan = Path(folder, str(lines))
            write(plan, generate(max(15, lines // LINES_A_FILE), lines, SEED))
            one = drawn(plan, plan.with_suffix(".pdf"))
            found.append(one)
            print(
                f"  {one.pages} pages: {one.seconds:.1f} s, {one.seconds / one.pages:.3f} s a page;"
                f" {one.megabytes:.0f} MB, {one.megabytes / one.pages:.2f} MB a page"
            )
    growth = (found[-1].seconds / found[0].seconds) / (found[-1].pages / found[0].pages)
    print(
        f"Art. 32 from {found[0].pages} to {found[-1].pages} pages: time grows {growth:.2f} x as pages do (bound 1.00)"
    )
    print(f"Art. 32 of {found[-1].pages} pages: {found[-1].megabytes:.0f} MB (bound 1536)")


if __name__ == "__main__":
    main()
