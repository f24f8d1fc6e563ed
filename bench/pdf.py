"""Documents of an example: what composing them takes of drawing them, what we take beside WeasyPrint, two at once.

Everything is a ratio of one run, in pairs, one after the other; the median is printed. The program is compiled before,
as pip leaves it and as its second start finds it. `--chromium` adds how long the same pages take a browser, which
neither tags for PDF/UA nor attaches nor repeats the same bytes.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "plans" / "harbour-books"
AS_OF = "2026-11-21"
KINDS = ("art30", "art32", "art35", "breach", "vendors", "plan")

# Starting, reading and judging the plan, composing one document, and drawing it, in seconds of the processor: once as
# the first document of a process, which also loads what composes and what draws, and once as any later one.
PARTS = """
import gc, sys, time
from bcdr.cli.build import documents
from bcdr.cli.compose import audited, composed, enclosed
from bcdr.cli.look import look_of
gc.disable()  # as `bcdr report` does
for _ in range(2):
    found = audited(sys.argv[1], None, sys.argv[2])
    order = dict(documents(found))[sys.argv[3]]
    judged = time.process_time()
    document = composed(found, order)
    made = time.process_time()
    from bcdr.render.pdf import pdf
    pdf(enclosed(document, found, order), look_of(found.read.root))
    print(judged, made - judged, time.process_time() - made)
"""

# WeasyPrint on the finished page, as its own manual shows it.
BARE = """
import sys
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf(sys.argv[1] + ".pdf", pdf_variant="pdf/a-3a", pdf_tags=True)
"""

# All documents of `bcdr build`, drawn by so many processes at once.
PRESS = """
import sys, time
from bcdr.cli import press
from bcdr.cli.build import documents
from bcdr.cli.compose import audited, composed, enclosed
from bcdr.cli.look import look_of
found = audited(sys.argv[1], None, sys.argv[2])
made = {name: enclosed(composed(found, order), found, order) for name, order in documents(found)}
number = int(sys.argv[3])
press.workers = lambda documents: number
start = time.perf_counter()
with press.pressed(made, look_of(found.read.root)) as drawn:
    for name in made:
        drawn(name)
print(time.perf_counter() - start)
"""


def printed(*words: str) -> list[float]:
    """The numbers that a program of this interpreter prints."""
    done = subprocess.run([sys.executable, "-c", *words], check=True, capture_output=True, text=True, cwd=ROOT)
    return [float(word) for word in done.stdout.split()]


def timed(*words: str) -> tuple[float, float]:
    """Seconds of the processor, and of the clock, that one whole process takes."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, time.perf_counter() - start


def report(kind: str, output: Path) -> tuple[str, ...]:
    """The command line that makes one document."""
    form = output.suffix[1:]
    words = ("report", kind, str(PLAN), "--as-of", AS_OF, "--output", str(output), "--format", form)
    return (sys.executable, "-m", "bcdr", *words)


def composing(kind: str, runs: int) -> None:
    """How much of the time of drawing goes by before it begins."""
    found = [printed(PARTS, str(PLAN), AS_OF, kind) for _ in range(runs)]
    start, *first = (statistics.median(values) for values in zip(*(f[:3] for f in found), strict=True))
    later = statistics.median(composed / drawn for *_, composed, drawn in found)
    share = statistics.median(composed / drawn for _, composed, drawn, *_ in found)
    whole = statistics.median((judged + composed) / drawn for judged, composed, drawn, *_ in found)
    print(f"  start, reading and rules {start:.2f} s, composing {first[0]:.2f} s, drawing {first[1]:.2f} s")
    print(
        f"{kind}: composing is {share:.1%} of drawing (bound 5 %), each with the loading of what it takes; "
        f"{later:.1%} in a later document of the process, {whole:.1%} with start, reading and rules"
    )


def beside(kind: str, folder: Path, runs: int, browser: str | None) -> None:
    """A whole `bcdr report` against WeasyPrint alone, and a browser, on the page that it drew."""
    page = folder / f"{kind}.html"
    timed(*report(kind, page))
    ratios, browsers = [], []
    for _ in range(runs):
        ours, bare = timed(*report(kind, page.with_suffix(".pdf"))), timed(sys.executable, "-c", BARE, str(page))
        ratios.append(ours[0] / bare[0])
        if browser is not None:
            browsers.append(ours[0] / timed(*chromium(browser, folder, page))[0])
    print(f"{kind}: {statistics.median(ratios):.2f} x WeasyPrint alone (bound 1.15)")
    if browsers:
        print(f"  {statistics.median(browsers):.1f} x Chromium on the same page, which makes no PDF/A and no PDF/UA")


def chromium(browser: str, folder: Path, page: Path) -> tuple[str, ...]:
    """The command line that prints a page."""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile")
    return (browser, *flags, f"--print-to-pdf={page}.chromium.pdf", page.as_uri())


def at_once(runs: int) -> None:
    """All documents on both cores against one after the other."""
    ratios = []
    for _ in range(runs):
        ((one,), (two,)) = printed(PRESS, str(PLAN), AS_OF, "1"), printed(PRESS, str(PLAN), AS_OF, "2")
        ratios.append(two / one)
        print(f"  one after the other {one:.1f} s, two at once {two:.1f} s")
    print(f"all documents: two at once take {statistics.median(ratios):.2f} of one after the other (bound 0.65)")


def main() -> None:
    """Everything, or only what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=KINDS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=("composing", "beside", "at-once"))
    parser.add_argument("--chromium", action="store_true")
    args = parser.parse_args()
    compileall.compile_dir(ROOT / "bcdr", quiet=1)
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None) if args.chromium else None
    with tempfile.TemporaryDirectory() as folder:
        for kind in args.kinds:
            if args.only in {None, "composing"}:
                composing(kind, args.runs)
            if args.only in {None, "beside"}:
                beside(kind, Path(folder), args.runs, browser)
    if args.only in {None, "at-once"}:
        at_once(args.runs)


if __name__ == "__main__":
    main()
