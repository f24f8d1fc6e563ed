"""How time and memory of the Art. 32 report grow with its pages, and what the report of a very wide plan takes.

A document ends at some 300 pages (`bcdr.report.extent`). For the curve it does not; the wide plan, of 2,000 datastores
with some 14 findings each, is drawn as everybody's is.

python bench/pages.py                    # about 30, 100, 300 and 600 pages, and the wide plan
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
LINES = (300, 4_000, 15_000, 32_000)
LINES_A_FILE = 100
SEED = 1
DATASTORES = 2_000
PLACES = 40

AS_SHIPPED = "from bcdr.__main__ import main; main()"
WITHOUT_END = f"from bcdr.report import extent; extent.printed.__defaults__ = (1_000_000,); {AS_SHIPPED}"


class Drawn(NamedTuple):
    """What one report took: its pages, seconds of the processor, and megabytes at the peak."""

    pages: int
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        """Everything, and what it is for one page."""
        time = f"{self.seconds:.1f} s, {self.seconds / self.pages:.3f} s a page"
        return f"{self.pages} pages: {time}; {self.megabytes:.0f} MB, {self.megabytes / self.pages:.2f} MB a page"


def drawn(plan: Path, program: str) -> Drawn:
    """The Art. 32 report of a plan, made by a process of its own."""
    output = plan.with_suffix(".pdf")
    words = ("report", "art32", str(plan), "--as-of", AS_OF, "--output", str(output))
    child = os.posix_spawn(sys.executable, (sys.executable, "-c", program, *words), os.environ)
    _, status, spent = os.wait4(child, 0)
    if status:
        sys.exit(f"bcdr {' '.join(words)} failed")
    return Drawn(len(PdfReader(output).pages), spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)


def wide(stores: int) -> dict[str, str]:
    """Files of a plan of many datastores that are alike, a service for each ten of them."""
    places = (
        f"  storage-{i}: {{site: site-{i // 4}, region: region-{i // 16}, provider: provider-{i // 16},"
        f" account: account-{i // 8}}}\n"
        for i in range(PLACES)
    )
    services = (
        f"  service-{i}: {{name: Service {i}, owner: owner, tier: {1 + i % 4}, rto: {4 * (1 + i % 4)}h,"
        f" depends_on: [datastores/store-{10 * i}]}}\n"
        for i in range(stores // 10)
    )
    head = (
        "bcdr: 1\norganization: {name: Wide GmbH, country: DE, timezone: Europe/Berlin}\n"
        "people: {ann: {name: Ann Example}}\nroles: {owner: {holder: ann}}\n"
    )
    return {
        "plan.yaml": f"{head}places:\n{''.join(places)}services:\n{''.join(services)}",
        **{f"data-{n:05}.yaml": _stores(range(n, min(stores, n + 100))) for n in range(0, stores, 100)},
    }


def _stores(numbers: range) -> str:
    return "datastores:\n" + "".join(
        f"  store-{i}: {{name: Datastore {i}, at: storage-{i % PLACES}, personal: ordinary, rpo: 4h, copies: {{nightly:"
        f" {{kind: dump, at: storage-{(i + i % 2) % PLACES}, every: 24h}}}}}}\n"
        for i in numbers
    )


def curve(folder: Path, sizes: tuple[int, ...]) -> None:
    """Each size, and how the last compares with the first, page by page."""
    found = []
    for lines in sizes:
        plan = folder / str(lines)
        write(plan, generate(max(15, lines // LINES_A_FILE), lines, SEED))
        found.append(drawn(plan, WITHOUT_END))
        print(f"  {found[-1]}")
    growth = (found[-1].seconds / found[0].seconds) / (found[-1].pages / found[0].pages)
    print(
        f"Art. 32 from {found[0].pages} to {found[-1].pages} pages: time grows {growth:.2f} x as pages do (bound 1.00)"
    )


def widest(folder: Path) -> None:
    """What the report of the wide plan takes."""
    plan = folder / "wide"
    plan.mkdir()
    for name, text in wide(DATASTORES).items():
        (plan / name).write_text(text)
    found = drawn(plan, AS_SHIPPED)
    print(f"  {found}")
    print(f"Art. 32 of {DATASTORES:,} datastores: {found.megabytes:.0f} MB (bound 1536)")


def main() -> None:
    """The curve, then the wide plan unless sizes were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", nargs="*", type=int)
    asked = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        curve(Path(folder), tuple(asked) or LINES)
        if not asked:
            widest(Path(folder))


if __name__ == "__main__":
    main()
