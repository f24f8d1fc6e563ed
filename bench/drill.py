"""`bcdr drill run` around a runbook of 100 commands that do nothing: milliseconds a step beyond the shell's own."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bcdr.drill.shell import shell

STEPS = 100
RUNS = 3
BOUND = 20.0
HEAD = """\
bcdr: 1
organization: {name: Bench, people: 3, country: DE}
people: {ada: {name: Ada Roth}}
runbooks:
  nothing:
    title: Do nothing
    steps:
"""


def bcdr(*words: str) -> float:
    """Seconds of one whole process."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bcdr", "drill", *words],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        sys.exit(f"{words} ended with {done.returncode}: {done.stderr}")
    return time.perf_counter() - start


def own() -> float:
    """Seconds that as many shells take by themselves, one after the other."""
    words = [shell(), "-e", "-o", "pipefail", "-c", "true"]
    start = time.perf_counter()
    for _ in range(STEPS):
        subprocess.run(words, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Whole processes in turn: a drill, its dry run (start, plan and end without any step), the shells alone."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(RUNS):
            plan = Path(folder, str(run))
            plan.mkdir()
            steps = "".join(f"      - {{id: s{n}, do: Nothing, run: 'true'}}\n" for n in range(STEPS))
            (plan / "plan.yaml").write_text(HEAD + steps, encoding="utf-8")
            bcdr("approve", "nothing", "--plan", str(plan), "--by", "ada", "--yes")
            idle = bcdr("run", "nothing", "--plan", str(plan), "--dry-run")
            whole = bcdr("run", "nothing", "--plan", str(plan), "--type", "integrity-check", "--yes")
            shells = own()
            found.append((whole - idle - shells) * 1000 / STEPS)
            print(f"  drill {whole:.2f} s, without steps {idle:.2f} s, shells {shells:.2f} s")
    print(f"{STEPS} steps: {statistics.median(found):.1f} ms a step beyond the shell's own (bound {BOUND:.0f})")


if __name__ == "__main__":
    main()
