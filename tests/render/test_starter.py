"""Files of a new plan: data stays data, templates cannot reach the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from bcdr.render.starter import quoted, starter


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_text_reads_back_as_itself(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text
    assert "\n" not in quoted(text)


def test_files_lose_their_suffix_and_gain_their_dot(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("plan.yaml.j2", "gitignore.j2", "pre-commit-config.yaml.j2", "below/a.yaml.j2", "notes.txt"):
        (tmp_path / name).write_text("n: {{ name | yaml }}\n")
    made = starter(tmp_path, {"name": 'a"{{ b }}'})
    assert set(made) == {"plan.yaml", ".gitignore", ".pre-commit-config.yaml", "below/a.yaml"}
    assert made["plan.yaml"] == 'n: "a\\"{{ b }}"\n'


@pytest.mark.parametrize(
    ("template", "problem"),
    [("{{ name.__class__.__mro__ }}", SecurityError), ("{{ nobody }}", UndefinedError)],
)
def test_a_template_cannot_do_what_it_must_not(template: str, problem: type[Exception], tmp_path: Path) -> None:
    (tmp_path / "plan.yaml.j2").write_text(template)
    with pytest.raises(problem):
        starter(tmp_path, {"name": "x"})
