"""`bcdr report`: a file is written whole, under the name that was asked for, and said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

KINDS = ("art30", "art32", "art35", "breach", "plan", "vendors")


# tests/render/test_standards.py draws every kind: here one is enough
@pytest.mark.parametrize(
    ("kind", "format_", "magic"), [("art30", "pdf", b"%PDF-1."), *((k, "html", b"<!DOCTYPE html>") for k in KINDS)]
)
def test_a_document(kind: str, format_: str, magic: bytes, cli: Cli, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / f"out.{format_}"
    done = cli("report", kind, root / "plans" / "corner-dental", "--format", format_, "-o", path)
    assert (done.code, done.err) == (0, "")
    assert path.read_bytes().lower().startswith(magic.lower())
    assert done.out.startswith(f"wrote {path} (")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_name_is_that_of_the_document(cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan)
    assert cli("report", "art32", "--format", "html").code == 0
    assert (plan / "art32.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("art35", "--dpia", "nope"), "there is no impact assessment nope"),
        (("art35", "--processing", "nope"), "there is no processing activity nope"),
        (("vendors", "--vendor", "nope"), "there is no vendor nope"),
        (("art32", "-o", "."), ". is a folder"),
        (("art32", "-o", "plan.yaml/x.pdf"), "plan.yaml"),
    ],
)
def test_what_cannot_be_written_is_refused(
    words: tuple[str, ...], said: str, cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan)
    before = sorted(plan.rglob("*"))
    done = cli("report", *words, "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sorted(plan.rglob("*")) == before


ONE = "processing: {orders: {title: Orders, purposes: [Selling]}, mail: {title: Mail, purposes: [Writing]}}\n"
TWO = ONE + "dpias: {one: {title: One, processing: [orders]}, two: {title: Two, processing: [orders, mail]}}\n"


@pytest.mark.parametrize(
    ("text", "processing", "code", "said"),
    [
        (ONE, "orders", 2, "orders has no impact assessment\n  hint: name one by --dpia: the plan holds none"),
        (TWO, "orders", 2, "orders has more than one impact assessment\n  hint: name one by --dpia: one, two"),
        (TWO, "mail", 0, ""),
    ],
)
def test_the_assessment_of_a_processing_activity(
    text: str, processing: str, code: int, said: str, cli: Cli, plan: Path
) -> None:
    (plan / "privacy.yaml").write_text(text, encoding="utf-8")
    output = plan / "out.html"
    done = cli("report", "art35", plan, "--processing", processing, "--format", "html", "-o", output)
    assert done.code == code, done.err
    assert said in done.err
    assert output.exists() is (code == 0)
    if code == 0:
        assert "Assessment under Article 35 GDPR: Two" in output.read_text(encoding="utf-8")


def test_missing_drawing_libraries_are_named(cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def fail(name: str, *rest: object) -> object:
        if name == "bcdr.render.pdf":
            raise OSError("cannot load library 'libpango-1.0-0': no such file")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", fail)
    monkeypatch.chdir(plan)
    done = cli("report", "art32")
    assert done.err.startswith("bcdr: PDFs cannot be drawn on this machine: cannot load library 'libpango-1.0-0'\n")
    assert "bcdr doctor" in done.err


def test_a_sheet_to_a_vendor_carries_nothing_of_the_plan(cli: Cli, root: Path, tmp_path: Path) -> None:
    import pikepdf

    sheet = tmp_path / "sheet.pdf"
    done = cli("report", "vendors", root / "plans" / "corner-dental", "--vendor", "northvault", "-o", sheet)
    assert done.code == 0, done.err
    with pikepdf.open(sheet) as written:
        assert list(written.attachments) == ["bcdr-manifest.json"]
        manifest = written.attachments["bcdr-manifest.json"].get_file().read_bytes()
    assert b"plan.yaml" not in manifest
    assert b"evidence/" not in manifest
