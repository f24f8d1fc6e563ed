"""Which files belong to a plan, and what is said of those that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bcdr.errors import PlanNotFoundError
from bcdr.source.folder import find_plan, read_folder
from bcdr.source.load import load

HEAD = "bcdr: 1\norganization: {name: Corner Shop}\n"


def put(folder: Path, **files: str) -> Path:
    """Files by path; `__` stands for a slash and `_yaml` for the ending."""
    for name, text in {"plan_yaml": HEAD, **files}.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return [f.name for f in read_folder(str(folder)).files]


def fault(folder: Path) -> str:
    (problem,) = load(read_folder(str(folder))).problems
    assert problem.rule == "file-unreadable"
    return problem.message


def test_plan_first_others_by_name_private_last(tmp_path: Path) -> None:
    put(tmp_path, a_yaml="", **{"people.private_yaml": "", "z__b_yml": "", "z__a_yaml": "", "B_yaml": ""})
    assert names(tmp_path) == ["plan.yaml", "B.yaml", "a.yaml", "z/a.yaml", "z/b.yml", "people.private.yaml"]


def test_hidden_files_evidence_templates_and_other_plans_are_left_out(tmp_path: Path) -> None:
    put(
        tmp_path,
        **{
            ".hidden_yaml": "",
            ".git__a_yaml": "",
            "evidence__log_yaml": "",
            "x__evidence__log_yaml": "",
            "templates__theme_yaml": "",
            "a.txt": "",
        },
        other__plan_yaml=HEAD,
        other__deep__a_yaml="",
    )
    assert names(tmp_path) == ["plan.yaml"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"people: {caf\xe9: {name: x}}", "a.yaml is not UTF-8: line 1 holds the byte 0xe9"),
        ("a: b".encode("utf-16"), "a.yaml is UTF-16 text"),
        (b"a: b\x00c", "a.yaml is a binary file"),
        (b"\x7fELF\x02\x00\xff", "a.yaml is a binary file"),
        (b"#" * (8 * 2**20 + 1), "a.yaml has 8.0 MiB; a plan file may have 8 MiB"),
    ],
)
def test_content_that_is_no_plan_text(content: bytes, said: str, tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "a.yaml").write_bytes(content)
    assert fault(tmp_path) == said


def test_a_byte_order_mark_is_no_character(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "plan.yaml").write_bytes(b"\xef\xbb\xbfx: 1\n" + HEAD.encode())
    (problem,) = load(read_folder(str(tmp_path))).problems
    assert problem.location is not None
    assert (problem.location.column, problem.location.excerpt) == (1, "x: 1")


@pytest.mark.parametrize("kind", ["file", "folder", "broken"])
def test_a_link_that_leaves_the_plan_is_a_fault(kind: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    if kind == "file":
        outside.write_text("people: {}\n", encoding="utf-8")
    elif kind == "folder":
        outside.mkdir()
    folder = tmp_path / "plan"
    folder.mkdir()
    put(folder)
    (folder / "link.yaml").symlink_to(outside)
    assert fault(folder) == "link.yaml is a link that leaves the plan folder"


def test_a_link_inside_the_plan_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, people_yaml="people: {ada: {name: Ada}}\n", **{".kept__b_yaml": "roles: {}\n"})
    (tmp_path / "again.yaml").symlink_to("people.yaml")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "mounted.yaml").symlink_to(".kept/b.yaml")
    assert names(tmp_path) == ["plan.yaml", "mounted.yaml", "people.yaml"]


def test_a_pipe_does_not_hang_the_run(tmp_path: Path) -> None:
    put(tmp_path)
    os.mkfifo(tmp_path / "a.yaml")
    assert fault(tmp_path) == "a.yaml is not a regular file"


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a_yaml="people: {}\n")
    real = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("a.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert fault(tmp_path) == "a.yaml cannot be read: permission denied"


def test_names_of_files_are_shown_without_control_characters(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "a\x1b[2J.yaml").write_text("x: [", encoding="utf-8")
    (problem,) = load(read_folder(str(tmp_path))).problems
    assert problem.location is not None
    assert problem.location.file.endswith("a\u241b[2J.yaml")


def test_the_nearest_plan_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a__b_yaml="")
    monkeypatch.chdir(tmp_path / "a")
    assert find_plan() == ".."
    assert find_plan("b.yaml") == ".."
    monkeypatch.chdir(tmp_path)
    assert find_plan() == "."
    assert [f.shown for f in read_folder(".").files] == ["plan.yaml", "a/b.yaml"]


@pytest.mark.parametrize(
    ("made", "asked", "message", "hint"),
    [
        ((), "nowhere", "does not exist", "bcdr init"),
        (("empty/",), "empty", "holds no plan.yaml", "bcdr init"),
        (("many/shop/plan.yaml",), "many", "holds no plan.yaml", "many/shop"),
        (("old/plan.yml",), "old", "holds no plan.yaml", "rename plan.yml"),
    ],
)
def test_where_there_is_no_plan_the_next_step_is_named(
    made: tuple[str, ...], asked: str, message: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in made:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).write_text(HEAD, encoding="utf-8")
    with pytest.raises(PlanNotFoundError) as caught:
        find_plan(asked)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_no_plan_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PlanNotFoundError, match="here or in any folder above"):
        find_plan()
