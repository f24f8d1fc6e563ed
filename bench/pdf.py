"""Both audit PDFs of an example through bcdr, against WeasyPrint alone on the same HTML: the ratio of one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "plans" / "harbour-books"
AS_OF = "2026-11-21"
RUNS = 3

BARE = """
import sys
from weasyprint import HTML
for name in sys.argv[1:]:
    HTML(filename=name).write_pdf(name + ".pdf", pdf_variant="pdf/a-3a", pdf_tags=True)
"""


def timed(*words: str) -> float:
    """Seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def report(kind: str, output: Path, form: str) -> tuple[str, ...]:
    """The command line that makes one document."""
    words = ("-m", "bcdr", "report", kind, str(PLAN), "--as-of", AS_OF, "--output", str(output), "--format", form)
    return (sys.executable, *words)


def main() -> None:
    """Runs in turn, ratio pair by pair, median printed."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder, f"{kind}.html") for kind in ("art32", "art35")]
        for page in pages:
            timed(*report(page.stem, page, "html"))
        ratios = []
        for _ in range(RUNS):
            ours = sum(timed(*report(p.stem, p.with_suffix(".pdf"), "pdf")) for p in pages)
            bare = timed(sys.executable, "-c", BARE, *map(str, pages))
            ratios.append(ours / bare)
            print(f"  both PDFs {ours:.2f} s, WeasyPrint alone {bare:.2f} s, ratio {ours / bare:.2f}")
        print(f"both audit PDFs of {PLAN.name}: {statistics.median(ratios):.2f} x WeasyPrint alone (bound 2.00)")


if __name__ == "__main__":
    main()
