"""Bad input, whatever it is: one clear finding or one line with a hint, the right code, never a traceback.

Each case runs the real command in a process of its own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Program

HEAD = "bcdr: 1\norganization: {name: Corner Shop}\n"
NASTY = "<script>alert(1)</script> {{ 7*7 }} $(touch hit) `touch hit`"
ESCAPES = "\\u001b]0;owned\\u0007\\u001b[31m\\u202eevil"


class Case(NamedTuple):
    """Files of a plan, the code of a lint, and what it says."""

    files: Mapping[str, bytes | str]
    code: int
    said: str


CASES = {
    "no-plan-in-folder": Case({"readme.txt": "hello"}, 2, "holds no plan.yaml"),
    "wrong-suffix": Case({"plan.yml": HEAD}, 2, "rename plan.yml to plan.yaml"),
    "empty-plan": Case({"plan.yaml": ""}, 1, "plan.yaml:1:1"),
    "only-remarks": Case({"plan.yaml": "# soon\n"}, 1, "plan.yaml:1:1"),
    "version-2": Case({"plan.yaml": HEAD.replace("1", "2")}, 1, "error[unsupported-version]"),
    "no-version": Case({"plan.yaml": "organization: {name: Shop}\n"}, 1, "error[unsupported-version]"),
    "half-written": Case({"plan.yaml": HEAD + "people:\n  ada: {name: Ada, contacts: [{kind: pho"}, 1, "error[yaml-syntax]"),
    "half-written-elsewhere": Case({"plan.yaml": HEAD, "more.yaml": 'people: {ada: {name: "Ada'}, 1, "more.yaml:1:"),
    "merge-conflict": Case({"plan.yaml": HEAD + "<<<<<<< ours\npeople: {}\n=======\n>>>>>>> theirs\n"}, 1, "merge conflict"),
    "binary": Case({"plan.yaml": b"\x7fELF\x02\x01\x01\x00\x00\xff\xfe"}, 1, "error[file-unreadable]"),
    "picture-among-files": Case({"plan.yaml": HEAD, "logo.yaml": b"\x89PNG\r\n\x1a\n\x00\x00"}, 1, "logo.yaml"),
    "latin-1": Case({"plan.yaml": HEAD.encode() + "people: {ada: {name: Zo\xeb}}\n".encode("latin-1")}, 1, "is not UTF-8"),
    "utf-16": Case({"plan.yaml": HEAD.encode("utf-16")}, 1, "UTF-16"),
    "nested-brackets": Case({"plan.yaml": HEAD + "people: " + "[" * 5_000_000}, 1, "error["),
    "ten-megabytes-of-brackets": Case({"plan.yaml": HEAD + "people: " + "[" * 10_000_000}, 1, "error[file-unreadable]"),
    "deep-but-closed": Case({"plan.yaml": HEAD + "people: " + "[" * 5000 + "]" * 5000}, 1, "levels deep"),
    "alias-bomb": Case({"plan.yaml": HEAD + "people:\n  a: &a [x, x]\n  b: &b [*a, *a]\n  c: [*b, *b]\n"}, 1, "alias"),
    "tag-that-runs-code": Case({"plan.yaml": HEAD + 'people: !!python/object/apply:os.system ["touch hit"]\n'}, 1, "tag"),
    "list-instead-of-map": Case({"plan.yaml": "- bcdr: 1\n"}, 1, "plan.yaml:1:1"),
    "a-bare-word": Case({"plan.yaml": "hello\n"}, 1, "plan.yaml:1:1"),
    "wrong-types-everywhere": Case({"plan.yaml": "bcdr: 1\norganization: 7\npeople: x\nservices: [a]\n"}, 1, "error[invalid-value]"),
    "nasty-names": Case({"plan.yaml": f'bcdr: 1\norganization: {{name: "{NASTY}"}}\npeople: {{ada: {{name: "{NASTY}"}}}}\n'}, 0, ""),
    "terminal-escapes": Case({"plan.yaml": HEAD + f'people: {{ada: {{name: "{ESCAPES}"}}}}\n'}, 1, "control character"),
    "escapes-as-bytes": Case({"plan.yaml": HEAD + "people: {ada: {name: \x1b[31mred}}\n"}, 1, "control character"),
    "bidi-as-bytes": Case({"plan.yaml": HEAD + "people: {ada: {name: \u202eevil, oops: 1}}\n"}, 1, "error["),
    "escapes-in-keys": Case({"plan.yaml": HEAD + f'"{ESCAPES}": 1\n'}, 1, "error["),
    "nasty-keys": Case({"plan.yaml": HEAD + f'"{NASTY}": 1\n'}, 1, "error[unknown-key]"),
    "nasty-ids": Case({"plan.yaml": HEAD + f'people: {{"{NASTY}": {{name: A}}}}\n'}, 1, "error["),
    "long-line": Case({"plan.yaml": HEAD + "people: {ada: {name: " + "A" * 1_000_000 + ", oops: 1}}\n"}, 1, "error[unknown-key]"),
    "rule-option-unknown": Case({"plan.yaml": HEAD + "policy: {rules: {no-such-rule: {limit: 3d}}}\n"}, 2, "no-such-rule"),
}  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Mapping[str, bytes | str]], Path]:
    """Writes the files of a case into a folder."""

    def write(files: Mapping[str, bytes | str]) -> Path:
        folder = tmp_path / "plan"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


def harmless(text: str) -> bool:
    """Nothing in it moves a cursor, sets a title, or turns the direction of writing."""
    return re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text) is None


@pytest.mark.parametrize("format_", ["text", "concise", "json"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_lint_of_bad_input(
    case: Case, format_: str, written: Callable[..., Path], program: Program, tmp_path: Path
) -> None:
    folder = written(case.files)
    began = time.monotonic()
    done = program(
        "lint", folder, "--format", format_, "--fail-on", "error", "--ignore", "coverage,people", cwd=tmp_path
    )
    assert done.returncode == case.code, done.stdout + done.stderr
    everything = done.stdout + done.stderr
    assert "Traceback" not in everything
    assert harmless(everything)
    assert max(map(len, everything.splitlines())) < 2000
    if format_ == "text":
        assert case.said in everything
    if case.code == 2:
        assert re.fullmatch(r"bcdr: .*\n(  hint: .*\n)?", done.stderr)
    assert time.monotonic() - began < 60
    assert sorted(p.name for p in folder.iterdir()) == sorted(case.files)
    assert not list(tmp_path.rglob("hit"))


@pytest.mark.parametrize("command", ["status", "due"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_needs_a_whole_plan_says_why_not(
    case: Case, command: str, written: Callable[..., Path], program: Program
) -> None:
    done = program(command, written(case.files))
    assert "Traceback" not in done.stdout + done.stderr
    assert harmless(done.stdout + done.stderr)
    if case.code == 1:
        assert done.returncode == 2
        assert re.fullmatch(r"bcdr: .*\n  hint: .*\n", done.stderr), done.stderr


@pytest.mark.parametrize("path", ["nowhere", "no/where", "\x1b[31mred", "with\nline"])
def test_a_missing_folder(path: str, program: Program, tmp_path: Path) -> None:
    done = program("lint", path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"bcdr: .* does not exist\n  hint: .*\n", done.stderr), done.stderr
    assert harmless(done.stderr)


def test_no_plan_anywhere_upward(program: Program, tmp_path: Path) -> None:
    done = program("status", cwd=tmp_path)
    assert done.returncode == 2
    assert "start a plan with: bcdr init" in done.stderr


def test_an_unreadable_file_is_a_finding(program: Program, written: Callable[..., Path]) -> None:
    folder = written({"plan.yaml": HEAD})
    (folder / "more.yaml").symlink_to("/etc/hostname")
    done = program("lint", folder)
    assert done.returncode == 1
    assert "link that leaves the plan folder" in done.stdout


@pytest.mark.parametrize("rev", ["nope", "--output=hit", "HEAD; touch hit", "$(touch hit)"])
def test_a_revision_that_is_none(rev: str, program: Program, root: Path, tmp_path: Path) -> None:
    done = program("lint", root / "plans" / "corner-dental", f"--rev={rev}", cwd=tmp_path)
    assert done.returncode == 2, done.stdout
    assert re.fullmatch(r"bcdr: .*\n  hint: .*\n", done.stderr)
    assert not list(tmp_path.iterdir())


def test_a_plan_outside_git_has_no_revisions(program: Program, written: Callable[..., Path]) -> None:
    done = program("lint", written({"plan.yaml": HEAD}), "--rev", "HEAD")
    assert done.returncode == 2
    assert re.fullmatch(r"bcdr: .*\n  hint: .*\n", done.stderr)


@pytest.mark.parametrize("kind", ["art30", "art32", "art35", "breach", "vendors"])
def test_a_document_of_nasty_names_runs_nothing(
    kind: str, program: Program, written: Callable[..., Path], tmp_path: Path
) -> None:
    folder = written(CASES["nasty-names"].files)
    done = program("report", kind, folder, "--format", "html", "-o", tmp_path / "out.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert not list(tmp_path.rglob("hit"))
