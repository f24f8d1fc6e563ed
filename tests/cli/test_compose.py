"""What travels inside a document, what never does, and that the same plan always gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from bcdr.cli.compose import Order, audited, composed, enclosed, html_of
from bcdr.cli.reading import sound_plan
from tests.cli.conftest import Cli

SECRET = "+49 711 5550101"


@pytest.fixture
def folder(plan: Path, tmp_path: Path) -> Path:
    """A plan with everything around it that must stay where it is."""
    outside = tmp_path / "outside.yaml"
    outside.write_text(f"# {SECRET}\nbcdr: 1\n")
    subprocess.run(["git", "init", "-q", plan], check=True)
    for place in (".bcdr/runs/x.yaml", ".hidden.yaml", "evidence/log.yaml", "build/plan.yaml", ".venv/a.yaml"):
        (plan / place).parent.mkdir(parents=True, exist_ok=True)
        (plan / place).write_text(f"# {SECRET}\n")
    (plan / "me.private.yaml").write_text(
        f'people: {{ada: {{name: Ada Roth, contacts: [{{kind: phone, value: "{SECRET}"}}]}}}}\n'
    )
    (plan / "evidence" / "link.log").symlink_to(outside)
    (plan / "more").mkdir()
    (plan / "more" / "shop.yaml").write_text(
        "evidence:\n  log: {file: evidence/log.yaml, occurred: 2026-01-01, recorded: 2026-01-01, kind: log}\n"
        "  link: {file: evidence/link.log, occurred: 2026-01-01, recorded: 2026-01-01, kind: log}\n"
    )
    return plan


def made(cli: Cli, folder: Path, kind: str = "art30") -> bytes:
    """A document as PDF; what travels with it is the same for all kinds, and this one is drawn quickly."""
    path = folder.parent / "out.pdf"
    done = cli("report", kind, folder, "-o", path)
    assert done.code == 0, done.err
    return path.read_bytes()


def attached(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(content)) as read:
        return {name: a.get_file().read_bytes() for name, a in read.attachments.items()}


def test_where_there_is_no_evidence_no_digests_of_it_are_attached(cli: Cli, tmp_path: Path) -> None:
    assert cli("init", tmp_path).code == 0
    assert sorted(attached(made(cli, tmp_path, "art30"))) == ["bcdr-manifest.json", "findings.json", "plan.yaml"]


def test_the_plan_the_findings_and_how_it_was_made_travel_with_it(cli: Cli, folder: Path) -> None:
    content = made(cli, folder, "art32")
    files = attached(content)
    assert sorted(files) == [
        "bcdr-manifest.json", "evidence.sha256", "findings.json", "history.json", "more--shop.yaml", "plan.yaml",
    ]  # fmt: skip
    assert files["plan.yaml"] == (folder / "plan.yaml").read_bytes()
    said = json.loads(files["bcdr-manifest.json"])
    assert said["document"] == {
        "kind": "art32",
        "title": "Security of processing",
        "as_of": "2026-11-21",
        "options": {},
    }
    assert {f["name"]: f["attachment"] for f in said["plan"]["files"]} == {
        "plan.yaml": "plan.yaml", "more/shop.yaml": "more--shop.yaml",
    }  # fmt: skip
    assert {e["id"]: e["sha256"] is None for e in said["evidence"]} == {"link": True, "log": False}
    findings = json.loads(files["findings.json"])
    assert findings["plans"][0]["plan"] == "."
    assert {f["file"] for f in findings["findings"]} <= {"plan.yaml", "more/shop.yaml", None}
    with pikepdf.open(io.BytesIO(content)) as read:
        assert str(read.docinfo["/bcdr-PlanDigest"]) == said["plan"]["digest"]
        assert str(read.docinfo["/bcdr-AsOf"]) == "2026-11-21"


def test_nothing_private_travels_with_it(cli: Cli, folder: Path) -> None:
    files = attached(made(cli, folder))
    manifest = files["bcdr-manifest.json"].decode()
    assert json.loads(manifest)["plan"]["private_files"] == 1
    for name, content in files.items():
        assert SECRET not in content.decode(), name
        assert "me.private" not in content.decode(), name
        assert str(folder) not in content.decode(), name


def test_a_private_file_changes_no_digest(cli: Cli, folder: Path) -> None:
    """Who has the document could else try numbers until the digest fits."""
    with_it = json.loads(attached(made(cli, folder))["bcdr-manifest.json"])["plan"]
    (folder / "me.private.yaml").unlink()
    without = json.loads(attached(made(cli, folder))["bcdr-manifest.json"])["plan"]
    assert with_it | {"private_files": 0} == without


def test_a_link_that_leaves_the_plan_ends_it(cli: Cli, folder: Path) -> None:
    (folder / "linked.yaml").symlink_to(folder.parent / "outside.yaml")
    done = cli("report", "art32", folder, "-o", folder.parent / "out.pdf")
    assert (done.code, "is a link that leaves the plan folder" in done.err) == (2, True)
    assert not (folder.parent / "out.pdf").exists()


WORLDS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "{}/one"},
    {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "HOME": "{}/two", "LANG": "de_DE.UTF-8"},
)


def test_the_same_bytes_in_another_world(folder: Path, tmp_path: Path) -> None:
    found = []
    for number, world in enumerate(WORLDS):
        place = tmp_path / f"world{number}"
        (place / "one").mkdir(parents=True)
        (place / "two").mkdir()
        target = place / "out.pdf"
        settings = {k: v.format(place) for k, v in world.items()}
        words = [folder if number else os.path.relpath(folder, place), "--as-of", "2026-11-21", "-o", target]
        subprocess.run(
            [sys.executable, "-m", "bcdr", "report", "art32", *map(str, words)],
            check=True, capture_output=True, cwd=place, env={"PATH": os.environ["PATH"], **settings},
        )  # fmt: skip
        found.append(target.read_bytes())
    assert found[0] == found[1]


def grown(file: Path) -> None:
    with file.open("a") as log:
        log.write("more\n")


@pytest.mark.parametrize("change", [lambda file: file.write_text("other"), grown, Path.unlink])
def test_a_file_that_changes_meanwhile_is_one_reading(change: Callable[[Path], object], folder: Path) -> None:
    """What is printed, what the manifest says and what is attached come from the same bytes."""
    log, plan = folder / "evidence" / "log.yaml", folder / "plan.yaml"
    digest, text = hashlib.sha256(log.read_bytes()).hexdigest(), plan.read_bytes()
    shop = folder / "more" / "shop.yaml"
    shop.write_text(shop.read_text().replace("file: evidence/log.yaml", f"file: evidence/log.yaml, sha256: {digest}"))
    found = audited(str(folder), None, "2026-11-21")
    change(log)
    change(plan)
    order = Order("art32")
    document = enclosed(composed(found, order), found, order)
    files = {a.name: a.data for a in document.attachments}
    said = json.loads(files["bcdr-manifest.json"])
    assert files["evidence.sha256"].decode() == f"{digest}  evidence/log.yaml\n"
    assert [e["sha256"] for e in said["evidence"] if e["id"] == "log"] == [digest]
    assert files["plan.yaml"] == text
    assert [f["sha256"] for f in said["plan"]["files"] if f["name"] == "plan.yaml"] == [
        hashlib.sha256(text).hexdigest()
    ]
    page = html_of(document, found).decode()
    assert digest in page
    assert ("file matches" in page, "file differs" in page) == (True, False)


def test_own_templates_are_named_and_not_attached(cli: Cli, folder: Path) -> None:
    (folder / "templates" / "report").mkdir(parents=True)
    own = folder / "templates" / "report" / "mine.css"
    own.write_text("/* mine */")
    files = attached(made(cli, folder))
    assert list(json.loads(files["bcdr-manifest.json"])["made_with"]["templates"]) == ["report/mine.css"]
    assert not any("mine" in name for name in files)


@pytest.mark.parametrize("kind", ["art32", "art35"])
def test_nothing_private_is_in_a_public_file(kind: str, cli: Cli, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "plans" / "harbour-books"
    path = tmp_path / "public.pdf"
    done = cli("report", kind, folder, "-o", path, "--audience", "public")
    assert done.code == 0, done.err
    content = path.read_bytes()
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    with pikepdf.open(io.BytesIO(content)) as read:
        said = " ".join([text, str(read.docinfo), read.Root.Metadata.read_bytes().decode()])
    assert list(attached(content)) == ["bcdr-manifest.json"]
    said += attached(content)["bcdr-manifest.json"].decode()
    plan = sound_plan(str(folder), None)[1]
    private = {p.name for p in plan.people.values()} | {c.value for p in plan.people.values() for c in p.contacts}
    private |= {p.name for p in plan.places.values()} | {c.name for c in plan.credentials.values()}
    private -= {"Warehouse", "Second copies"}  # words of the language, which this plan writes in small letters, too
    private |= {v for p in plan.places.values() for v in (p.storage, p.account, p.admin) if v and "-" in v}
    private |= {c.url for c in plan.channels.values()} | {s.run for b in plan.runbooks.values() for s in b.steps}
    private |= {id_ for kind in ("people", "places", "credentials") for id_ in plan.collection(kind) if "-" in id_}
    flat = " ".join(said.split())
    assert [word for word in private if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", flat)] == []
    assert len(private) > 100
    page = tmp_path / "whole.html"
    whole = cli("report", kind, folder, "-o", page, "--format", "html")
    assert whole.code == 0
    text = " ".join(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8")).split())
    assert any(word and word in text for word in private)
