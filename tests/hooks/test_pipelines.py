"""The pipelines of the manual: valid for those who run them, and every command in them is one of ours."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bcdr.cli import quick
from bcdr.cli.commands import find

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "hooks.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?:\$|- run:|-|^) +(bcdr [^>|\n]*)", PAGE, re.MULTILINE)


@cache
def schema(name: str) -> dict[str, Any]:
    [path] = [p for p in files("check-jsonschema") or () if p.match(f"builtin_schemas/vendor/{name}.json")]
    return dict(json.loads(path.read_text(encoding="utf-8")))


def block(chapter: str) -> str:
    """The first block of YAML under a heading."""
    return PAGE.partition(f"## {chapter}\n")[2].partition("```yaml\n")[2].partition("```")[0]


@pytest.mark.parametrize(("chapter", "name"), [("GitHub Actions", "github-workflows"), ("GitLab", "gitlab-ci")])
def test_a_pipeline_is_valid(chapter: str, name: str) -> None:
    # "on" is a key here and not a truth
    found = json.loads(json.dumps(yaml.load(block(chapter), yaml.BaseLoader)))
    jsonschema.validators.validator_for(schema(name))(schema(name)).validate(found)
    found[next(iter(found))] = {"steps": 7}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validators.validator_for(schema(name))(schema(name)).validate(found)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_one_of_ours(line: str) -> None:
    command, words = find(line.split()[1:])
    assert command is not None
    assert quick.read(command.load(), words) is not None


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 10
