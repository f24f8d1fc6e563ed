"""`bcdr site`: where it writes and what it refuses. What is in the pages is tested beside the plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_a_site_is_written_and_replaced(cli: Cli, plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    for _ in range(2):
        done = cli("site", "build", plan, "-o", target)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"wrote {target} (runbook site: open index.html, ")
        assert "Corner Shop" in (target / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", [".", "..", "notes"])
def test_a_folder_with_other_things_is_not_emptied(
    target: str, cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan)
    (plan / "notes").mkdir()
    (plan / "notes" / "mine.txt").write_text("mine")
    before = sorted(plan.rglob("*"))
    done = cli("site", "build", "-o", target)
    assert done.code == 2
    assert "hint: name an" in done.err
    assert sorted(plan.rglob("*")) == before


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٣"])
def test_what_is_no_port(port: str, cli: Cli, plan: Path) -> None:
    done = cli("site", "serve", plan, f"--port={port}")
    assert done.code == 2
    assert f"--port is not a port: {port}" in done.err


def test_serving_hands_over_the_plan_and_a_local_address(cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import bcdr.site_plugin

    seen: list[object] = []
    monkeypatch.setattr(bcdr.site_plugin, "serve_site", lambda *words: seen.extend(words))
    assert cli("site", "serve", plan, "--port", "8123", "--rev", "v1").code == 0
    assert seen == [plan, None, "v1", "127.0.0.1:8123"]


def test_a_plan_with_faults_has_no_site(cli: Cli, plan: Path, tmp_path: Path) -> None:
    (plan / "more.yaml").write_text("datastores: {x: {clas: truth}}\n", encoding="utf-8")
    done = cli("site", "build", plan, "-o", tmp_path / "site")
    assert done.code == 2
    assert done.err.startswith("bcdr: the plan cannot be loaded: ")
    assert not (tmp_path / "site").exists()
