"""The files of a new plan, from the templates of one starter: names inside the new folder to text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

SUFFIX = ".j2"
HIDDEN = {"gitignore": ".gitignore", "pre-commit-config.yaml": ".pre-commit-config.yaml"}
"""Templates are stored without the dot, because packaging tools treat hidden files as rubbish."""

# what JSON leaves as it is although YAML or a reader's eye would stumble over it
_UNSAFE = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")


def starter(folder: Path, answers: Mapping[str, object]) -> dict[str, str]:
    """Every template below `folder` with the answers filled in."""
    environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters["yaml"] = quoted
    made = {}
    for path in sorted(folder.rglob("*" + SUFFIX)):
        name = path.relative_to(folder).as_posix().removesuffix(SUFFIX)
        text = path.read_text(encoding="utf-8")
        made[HIDDEN.get(name, name)] = environment.from_string(text).render(**answers)
    return made


def quoted(value: object) -> str:
    """A double-quoted YAML scalar that means exactly `value`, whatever a person typed."""
    text = json.dumps("" if value is None else str(value), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
