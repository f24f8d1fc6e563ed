"""Reports that the programs themselves write, where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bcdr.evidence.fact import Act, Result
from tests.evidence.conftest import report_of


def run(folder: Path, *words: str) -> str:
    """What a program prints, run away from everything that is set on this machine."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC", "RESTIC_PASSWORD": "test",
        "RESTIC_REPOSITORY": str(folder / "repo"), "BORG_PASSPHRASE": "test", "BORG_BASE_DIR": str(folder), "BORG_REPO": str(folder / "repo"),
    }  # fmt: skip
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "srv"
    folder.mkdir()
    (folder / "orders.txt").write_text("x" * 5000, encoding="utf-8")
    return tmp_path


def is_just_now(at: datetime | None) -> bool:
    return at is not None and abs(datetime.now(UTC) - at) < timedelta(minutes=5)


@pytest.mark.skipif(shutil.which("restic") is None, reason="restic is not installed")
def test_restic(source: Path) -> None:
    run(source, "restic", "init")
    messages = run(source, "restic", "backup", "--json", "--host", "shop", "srv")
    run(source, "restic", "backup", "--host", "till", "--tag", "nightly", "srv")
    [made] = report_of(messages).facts
    assert (made.result, made.source_bytes) == (Result.SUCCESS, 5000)
    facts = report_of(run(source, "restic", "snapshots", "--json")).facts
    assert sorted(str(f.name) for f in facts) == [f"restic:shop:{source}/srv", f"restic:till:{source}/srv"]
    assert {f.result for f in facts} == {Result.SUCCESS}
    assert all(is_just_now(f.finished_at) for f in facts)
    grouped = report_of(run(source, "restic", "snapshots", "--json", "--group-by", "host")).facts
    assert sorted(str(f.name) for f in grouped) == sorted(str(f.name) for f in facts)
    [check] = report_of(run(source, "restic", "check")).facts
    assert (check.act, check.result) == (Act.CHECK, Result.SUCCESS)
    whole = json.loads(run(source, "restic", "snapshots", "--json"))
    assert report_of(whole[:1]).facts == facts[:1]


@pytest.mark.skipif(shutil.which("borg") is None, reason="borg is not installed")
def test_borg(source: Path) -> None:
    run(source, "borg", "init", "--encryption", "repokey")
    created = run(source, "borg", "create", "--json", "::shop-{now}", "srv")
    run(source, "borg", "create", "::till-{now}", "srv")
    [made] = report_of(created, zone="UTC").facts
    assert (made.result, made.encrypted) == (Result.SUCCESS, True)
    assert made.source_bytes is not None
    assert made.source_bytes >= 5000
    assert is_just_now(made.finished_at)
    for words in (("borg", "list", "--json"), ("borg", "info", "--json", "--last", "2")):
        facts = report_of(run(source, *words), zone="UTC").facts
        assert [f.full_name for f in facts] == [f"borg:shop@{source}/repo", f"borg:till@{source}/repo"]
        assert all(is_just_now(f.finished_at) for f in facts)
