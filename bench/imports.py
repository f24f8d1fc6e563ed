"""`bcdr evidence import` of a restic list with 100,000 snapshots, against `json.load` of the same file: the ratio.

Once as newer versions of restic write it, with a summary of each run, and once as older ones do, without.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

SNAPSHOTS = 100_000
RUNS = 3
PLAN = """\
bcdr: 1
organization: {name: Bench, people: 3, country: DE}
places:
  nas: {site: office, provider: self}
datastores:
  files:
    copies:
      nightly: {kind: versioned-sync, at: nas, every: 1d, reported_as: ["restic:host-0:/srv/files"]}
"""
LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"


def snapshots(*, newer: bool) -> list[dict[str, object]]:
    """Invented snapshots of twenty hosts, as newer or older versions of restic list them."""
    start = datetime(2026, 11, 20, tzinfo=UTC)
    found: list[dict[str, object]] = []
    for number in range(SNAPSHOTS):
        at = start - timedelta(minutes=5 * (number * 7919 % SNAPSHOTS))
        stamp = at.isoformat().replace("+00:00", ".123456789Z")
        summary = {"backup_start": stamp, "backup_end": (at + timedelta(minutes=3)).isoformat(), "files_new": 12}
        summary |= {"files_changed": 3, "files_unmodified": 80123, "dirs_new": 0, "dirs_changed": 4}
        summary |= {"dirs_unmodified": 900, "data_blobs": 20, "tree_blobs": 5, "data_added": 7340032}
        summary |= {"data_added_packed": 2340032, "total_files_processed": 80138, "total_bytes_processed": 41000000000}
        snapshot: dict[str, object] = {
            "time": stamp,
            "parent": f"{number:064x}",
            "tree": f"{number * 31:064x}",
            "paths": ["/srv/files"],
            "hostname": f"host-{number % 20}",
            "username": "backup",
            "id": f"{number * 37:064x}",
            "short_id": f"{number:08x}",
        }
        found.append(snapshot | {"program_version": "restic 0.17.3", "summary": summary} if newer else snapshot)
    return found


def timed(*words: str, codes: tuple[int, ...] = (0,)) -> float:
    """Seconds of one whole process."""
    start = time.perf_counter()
    done = subprocess.run(words, check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in codes:
        sys.exit(f"{words} ended with {done.returncode}")
    return time.perf_counter() - start


def ratio(folder: Path, *, newer: bool) -> None:
    """Runs in turn, ratio pair by pair, median printed. Each import writes the plan and keeps the report."""
    ratios = []
    report = folder / "snapshots.json"
    report.write_text(json.dumps(snapshots(newer=newer)), encoding="utf-8")
    for run in range(RUNS):
        plan = folder / f"plan-{newer}-{run}"
        plan.mkdir()
        (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
        words = ("-m", "bcdr", "evidence", "import", str(report), "--plan", str(plan), "--as-of", "2026-11-21")
        ours = timed(sys.executable, *words, codes=(0, 1))
        if "last_success" not in (plan / "plan.yaml").read_text(encoding="utf-8"):
            sys.exit("the import changed nothing")
        bare = timed(sys.executable, "-c", LOAD, str(report))
        ratios.append(ours / bare)
        print(f"  import {ours:.2f} s, json.load {bare:.2f} s, ratio {ours / bare:.2f}")
    kind = "with summaries" if newer else "without summaries"
    size = report.stat().st_size / 1e6
    print(f"{SNAPSHOTS:,} snapshots {kind}, {size:.0f} MB: {statistics.median(ratios):.2f} x json.load (bound 3.00)")


def main() -> None:
    """Both forms of the list."""
    with tempfile.TemporaryDirectory() as folder:
        for newer in (True, False):
            ratio(Path(folder), newer=newer)


if __name__ == "__main__":
    main()
