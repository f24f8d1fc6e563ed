"""How long a lint takes, as ratios to the libraries below it and to the linters beside it. Prints one run."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "plans" / "harbour-books"
AS_OF = "2026-11-21"

BASE = ("-c", "from pydantic import BaseModel; import yaml")

# Both read the files first and print the seconds of what is compared. The collector is off in both, as in `bcdr`.
COMPOSE = """
import gc, sys, time; gc.disable()
import yaml
from pathlib import Path
texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).rglob("*.yaml"))]
start = time.perf_counter()
for text in texts:
    yaml.compose(text, Loader=yaml.CSafeLoader)
print(time.perf_counter() - start)
"""

LINT = """
import gc, sys, time; gc.disable()
from datetime import date
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.source.position import locate
from bcdr.audit import audit
from bcdr.report.priority import first_actions
from bcdr.rules.registry import rules
rules()
start = time.perf_counter()
loaded = load(read_folder(sys.argv[1]))
read = time.perf_counter()
assert loaded.plan is not None, loaded.problems[:3]
audited = audit(loaded.plan, date.fromisoformat(sys.argv[2]))
ruled = time.perf_counter()
found = tuple(locate(audited.findings, loaded.sources))
located = time.perf_counter()
first_actions(audited, found)
print(read - start, ruled - read, located - ruled, time.perf_counter() - located, len(found), len(rules()))
"""

# What the rules themselves take of a cold lint: loading them and asking each.
RULES = """
import gc, sys, time; gc.disable()
from datetime import date
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.audit import audit
plan = load(read_folder(sys.argv[1])).plan
start = time.perf_counter()
from bcdr.rules.registry import rules
count = len(rules())
audit(plan, date.fromisoformat(sys.argv[2]))
print((time.perf_counter() - start) / count)
"""


def python(*words: str) -> str:
    """What a process of this interpreter prints."""
    return subprocess.run(
        [sys.executable, *words], check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout  # fmt: skip


def timed(*words: str) -> float:
    """Seconds of one whole process; findings are no failure."""
    start = time.perf_counter()
    subprocess.run(words, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def cold(runs: int) -> None:
    """A whole `bcdr lint` of the small plan against importing the libraries it rests on, in turn."""
    ours, base = [], []
    for _ in range(runs):
        base.append(timed(sys.executable, *BASE))
        ours.append(timed(sys.executable, "-m", "bcdr", "lint", str(SMALL), "--as-of", AS_OF))
    ratio = statistics.median(ours) / statistics.median(base)
    print(f"  bcdr lint {statistics.median(ours) * 1e3:.0f} ms, import {statistics.median(base) * 1e3:.0f} ms")
    print(f"cold lint of {SMALL.name}: {ratio:.2f} x importing pydantic and PyYAML (bound 1.80)")
    each = statistics.median(float(python("-c", RULES, str(SMALL), AS_OF)) for _ in range(runs))
    print(f"cold lint of {SMALL.name}: a rule costs {each / statistics.median(ours):.2%} on average (bound 1 %)")


def large(folder: Path, runs: int) -> None:
    """Reading, checking and linting the large plan against composing the same texts, in turn."""
    ratios, loads, shares = [], [], []
    for _ in range(runs):
        compose = float(python("-c", COMPOSE, str(folder)))
        read, ruled, located, ranked, count, rules = map(float, python("-c", LINT, str(folder), AS_OF).split())
        whole = read + ruled + located + ranked
        ratios.append(whole / compose)
        loads.append(read / compose)
        shares.append(ruled / rules / whole)
        print(
            f"  compose {compose:.2f} s; read and validate {read:.2f} s, rules {ruled:.2f} s, "
            f"places of {count:.0f} findings {located:.2f} s, what to do first {ranked:.2f} s"
        )
    print(f"large plan, read and validated: {statistics.median(loads):.2f} x composing its files")
    print(f"large plan, linted: {statistics.median(ratios):.2f} x composing its files (bound 3.00)")
    print(f"large plan: one of {rules:.0f} rules costs {statistics.median(shares):.2%} on average (bound 1 %)")


def others(folder: Path, scratch: Path) -> None:
    """The same files through two linters that people use today: one run each, because they take long."""
    ours = statistics.median(
        timed(sys.executable, "-m", "bcdr", "lint", str(folder), "--as-of", AS_OF, "--format", "json") for _ in range(3)
    )
    schema = json.loads(python("-m", "bcdr", "schema"))
    schema.pop("required", None)  # each file holds a part of the plan
    (scratch / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    files = [str(p) for p in sorted(folder.rglob("*.yaml"))]
    for name, words in (
        ("check-jsonschema", ["--schemafile", str(scratch / "schema.json"), *files]),
        ("yamllint", ["-d", "relaxed", *files]),
    ):
        program = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
        if program is None:
            print(f"{name}: not installed")
            continue
        seconds = timed(program, *words)
        print(f"  bcdr lint {ours:.2f} s, {name} {seconds:.2f} s")
        print(f"large plan: {seconds / ours:.1f} x faster than {name} (bound 6.0)")


def main() -> None:
    """Everything, or only what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1500)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("cold", "large", "others"))
    args = parser.parse_args()
    if args.only in {None, "cold"}:
        cold(args.runs * 3)
    if args.only == "cold":
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "large")
        size = ("--files", str(args.files), "--lines", str(args.lines))
        print("  " + python(str(ROOT / "bench" / "gen_plan.py"), str(folder), *size).strip())
        if args.only in {None, "large"}:
            large(folder, args.runs)
        if args.only in {None, "others"}:
            others(folder, Path(scratch))


if __name__ == "__main__":
    main()
