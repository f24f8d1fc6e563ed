"""`bcdr verify`: from a PDF alone to a verdict in words, with its exit code."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import bcdr
from bcdr.cli import compose, program
from bcdr.cli.examining import examined
from bcdr.errors import BcdrError
from bcdr.scrutiny import unpack
from bcdr.scrutiny.paper import Paper
from tests.cli.conftest import PLAN, Cli


@pytest.fixture
def paper(cli: Cli, plan: Path, tmp_path: Path) -> Path:
    """A document of the small plan."""
    target = tmp_path / "art32.pdf"
    assert cli("report", "art32", plan, "-o", target).code == 0
    return target


def test_as_made_and_as_the_plan(cli: Cli, plan: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCDR_AS_OF", "2027-12-31")  # the document has its own day
    done = cli("verify", paper, "--plan", plan)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("As made. Made again from its attachments, it is the same byte for byte")
    assert "ok  The working plan is the same, file by file." in done.out
    assert "differs" not in done.out
    assert "NO" not in done.out


def test_the_plan_has_changed_since(cli: Cli, plan: Path, paper: Path) -> None:
    (plan / "plan.yaml").write_text(PLAN.replace("rto: 4h", "rto: 8h").replace("rpo: 1h", "rpo: 60m"))
    done = cli("verify", paper, "--plan", plan, "--format", "json")
    said = json.loads(done.out)
    assert (done.code, said["outcome"], said["plan_changes"]) == (1, "plan-moved-on", ["rto of till 4h -> 8h"])
    text = cli("verify", paper, "--plan", plan).out
    assert text.startswith("As made, but the plan has changed since.")
    assert "  rto of till 4h -> 8h" in text.splitlines()


def test_a_changed_page(cli: Cli, paper: Path) -> None:
    with pikepdf.open(paper, allow_overwriting_input=True) as read:
        page = read.pages[4]
        page.Contents.write(page.Contents.read_bytes() + b"\n0 0 9 9 re f")
        read.save(fix_metadata_version=False)
    done = cli("verify", paper)
    assert done.code == 1
    assert done.out.startswith("Changed. Page 5 is not what the attached plan gives.")
    assert "page 5: drawn otherwise, though its text is the same" in done.out


def test_an_attached_file_that_was_changed_hides_no_changed_page(cli: Cli, paper: Path) -> None:
    with pikepdf.open(paper, allow_overwriting_input=True) as read:
        read.attachments["findings.json"].obj.EF.F.write(b"{}")
        page = read.pages[4]
        page.Contents.write(page.Contents.read_bytes() + b"\n0 0 9 9 re f")
        read.save(fix_metadata_version=False)
    done = cli("verify", paper)
    assert done.code == 1
    assert done.out.startswith(
        "Changed. 1 attached file is not what the manifest lists. Page 5 is not what the attached plan gives."
    )


@pytest.mark.parametrize("name", ["plan.yaml", "history.json"])
def test_what_the_pages_are_made_from_has_to_be_there(name: str, cli: Cli, plan: Path, paper: Path) -> None:
    if name == "history.json":
        commit(plan)
        assert cli("report", "art32", plan, "-o", paper).code == 0
    with pikepdf.open(paper, allow_overwriting_input=True) as read:
        held = read.attachments[name].obj.EF.F
        held.write(held.read_bytes() + b" ")
        read.save(fix_metadata_version=False)
    checks = {c["name"]: c for c in json.loads(cli("verify", paper, "--format", "json").out)["checks"]}
    assert checks["attachments"]["details"] == [f"{name} is not the file that was attached"]
    assert checks["pages"]["result"] == "open", checks
    if name == "plan.yaml":
        assert "plan.yaml is not there as it was; --plan" in checks["pages"]["message"]


def test_a_file_that_unpacks_to_too_much_still_gets_its_verdict(
    cli: Cli, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.open(paper, allow_overwriting_input=True) as read:
        read.Root.More = read.make_stream(b"0" * 20_000_000)
        read.save(fix_metadata_version=False)
    monkeypatch.setattr(unpack.Budget.__init__, "__defaults__", (10_000_000,))
    done = cli("verify", paper)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("Not shown. The pages were not compared: the file unpacks to more than it should.")


def commit(plan: Path) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "First")):
        subprocess.run(["git", "-C", plan, *words], check=True, capture_output=True)


def test_a_plan_that_was_changed_in_the_document_with_all_its_digests(cli: Cli, plan: Path, paper: Path) -> None:
    """The attachments of another document under the old pages: they agree with each other, and not with the pages."""
    (plan / "plan.yaml").write_text(PLAN.replace("rto: 4h", "rto: 2h"))
    other = paper.with_name("other.pdf")
    assert cli("report", "art32", plan, "-o", other).code == 0
    with pikepdf.open(paper, allow_overwriting_input=True) as read, pikepdf.open(other) as source:
        for name, file in source.attachments.items():
            read.attachments[name].obj.EF.F.write(file.get_file().read_bytes())
        for name in source.docinfo:
            read.docinfo[name] = str(source.docinfo[name])
        read.save(fix_metadata_version=False)
    done = cli("verify", paper, "--format", "json")
    said = json.loads(done.out)
    results = {c["name"]: c["result"] for c in said["checks"]}
    assert (done.code, said["outcome"]) == (1, "changed")
    assert (results["attachments"], results["digest"], results["pages"]) == ("holds", "holds", "differs"), said
    (pages,) = [c for c in said["checks"] if c["name"] == "pages"]
    assert any("4 h" in line and "2 h" in line for line in pages["details"]), pages


def test_another_version_of_the_tool(cli: Cli, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bcdr, "__version__", "99.0")
    done = cli("verify", paper)
    assert done.code == 1
    assert done.out.startswith("Not shown. It was made with bcdr ")
    with pikepdf.open(paper) as held:
        number = len(held.attachments) - 1  # the manifest does not list itself
    assert f"ok  All {number} attached files have the digest that the manifest lists." in done.out
    assert "What was not shown" in done.out


def test_a_file_that_is_too_large_is_listed_and_asked_for(cli: Cli, plan: Path, paper: Path) -> None:
    (plan / "more.yaml").write_text(f"# {'x' * 4_300_000}\nactions: {{}}\n")
    assert cli("report", "art30", plan, "-o", paper).code == 0
    text = " ".join(
        subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout.split()
    )
    assert "File of the plan; not attached: larger than 4 MiB, the most for one file" in text
    alone, beside = cli("verify", paper), cli("verify", paper, "--plan", plan)
    said = " ".join(alone.out.split())
    assert (alone.code, beside.code) == (1, 0)
    assert said.startswith(
        "Not shown. The pages were not made again: more.yaml is not attached: larger than 4 MiB, the most for one file; "
        "--plan with the plan's folder may bring it."
    )
    assert "; 1 more file is listed and too large to be attached." in said
    assert beside.out.startswith("As made. ")


def test_another_state_of_the_same_version(cli: Cli, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it draws the same is as made; what it draws otherwise is not called changed."""
    monkeypatch.setattr(program, "state", lambda: "ab" * 32)
    assert cli("verify", paper).out.startswith("As made. ")
    real = compose.pdf_of
    monkeypatch.setattr(compose, "pdf_of", lambda document, *rest: real(replace(document, subtitle="Other"), *rest))
    done = cli("verify", paper)
    assert done.code == 1
    said = " ".join(done.out.split())
    assert said.startswith("Not shown. It was made by another state of bcdr 0.1.0 (program digest "), done.out
    assert "here abababababab), which may set the same plan otherwise" in said
    monkeypatch.undo()
    assert cli("verify", paper).out.startswith("As made. ")


def test_other_libraries_that_draw_the_same(cli: Cli, plan: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest names them, and that alone is no change; what they draw otherwise is not called one."""
    monkeypatch.setattr(compose, "_libraries", lambda: "WeasyPrint 1.0")
    assert cli("report", "art30", plan, "-o", paper).code == 0
    monkeypatch.undo()
    assert b"WeasyPrint 1.0" in Paper(paper.read_bytes()).enclosed()[0].data
    assert cli("verify", paper).out.startswith("As made. Made again from its attachments, it is the same byte for byte")
    real = compose.pdf_of
    monkeypatch.setattr(compose, "pdf_of", lambda document, *rest: real(replace(document, subtitle="Other"), *rest))
    done = cli("verify", paper)
    assert done.out.startswith("Not shown. It was drawn with other libraries than there are here"), done.out
    with pikepdf.open(paper, allow_overwriting_input=True) as read:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9])
        read.pages[0].Annots = pikepdf.Array([read.make_indirect(note)])
        read.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        read.save(fix_metadata_version=False)
    said = " ".join(cli("verify", paper).out.split())
    assert said.startswith("Changed. Something was laid over page 1. Not as it was made: something that starts when")


def test_private_files_and_editions_need_the_plan(cli: Cli, plan: Path, paper: Path) -> None:
    (plan / "me.private.yaml").write_text(
        'people: {ada: {name: Ada Roth, contacts: [{kind: phone, value: "+49 711 5"}]}}'
    )
    assert cli("report", "art32", plan, "-o", paper, "--audience", "public").code == 0
    alone, beside = cli("verify", paper), cli("verify", paper, "--plan", plan)
    assert (alone.code, beside.code) == (1, 0)
    assert alone.out.startswith("Not shown. The pages were not made again: files of the plan are left out")
    assert beside.out.startswith("As made.")
    for private in ("Ada", "711"):
        assert private not in "".join(p.read_text(errors="replace") for p in (paper,)), private


def test_own_templates_are_never_taken_from_where_somebody_stands(
    cli: Cli, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    (trap / "templates" / "report").mkdir(parents=True)
    (trap / "templates" / "report" / "document.html.j2").write_text("{{ 1 / 0 }}")
    monkeypatch.chdir(trap)
    assert cli("verify", paper).code == 0
    assert sorted(p.name for p in trap.rglob("*")) == ["document.html.j2", "report", "templates"]


def test_a_plan_that_is_none_ends_it(paper: Path, tmp_path: Path) -> None:
    with pytest.raises(BcdrError, match=r"holds no plan\.yaml"):
        examined(str(paper), str(tmp_path))


def test_a_working_plan_that_cannot_be_loaded_is_named_after_the_verdict(cli: Cli, plan: Path, paper: Path) -> None:
    (plan / "plan.yaml").write_text(PLAN + "people: [\n")
    done = cli("verify", paper, "--plan", plan)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("As made, but the plan has changed since.")
    assert "what differs cannot be told, as it cannot be loaded" in done.out
    assert f"plan.yaml:{PLAN.count(chr(10)) + 1}" in done.out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.pdf", None, "gone.pdf cannot be read: no such file or directory"),
        (".", None, ". is not a file"),
        ("/dev/null", None, "/dev/null is not a file"),
        ("x.pdf", b"hello", "the file is not a PDF"),
        ("x.pdf", b"%PDF-1.7\nhello", "the file is cut off: its end is missing"),
        ("x.pdf", b"%PDF-1.7\nhello\n%%EOF", "the file is damaged"),
    ],
)
def test_what_cannot_be_read(
    name: str, content: bytes | None, said: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(name).write_bytes(content)
    done = cli("verify", name)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 2
