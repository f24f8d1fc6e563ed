"""The door for data files: a row is whole or the program stops, and nobody pays for a file that is not asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Hashable
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

import bcdr.frameworks
from bcdr.frameworks import clause
from bcdr.frameworks.reading import DATA, DataFileError, build, document, rows

MODULES = [entry.stem for entry in Path(bcdr.frameworks.__file__).parent.glob("[a-z]*.py")]


class UniqueKeys(yaml.SafeLoader):
    """A loader that refuses the same key twice in one mapping, which YAML readers pass over in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice{node.start_mark}"
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Sample:
    """A row with one field of each type that readers use."""

    id: str
    size: int
    kind: Literal["small", "large"]
    codes: tuple[str, ...]
    note: str = ""


WHOLE = {"id": "a", "size": 1, "kind": "small", "codes": ["X", "Y"]}


@pytest.mark.parametrize("file", sorted(DATA.rglob("*.yaml")), ids=lambda file: file.name)
def test_a_data_file_parses_and_repeats_no_key(file: Path) -> None:
    assert yaml.load(file.read_text(encoding="utf-8"), Loader=UniqueKeys)


def test_a_row_becomes_a_value_with_tuples_for_lists() -> None:
    assert build(Sample, WHOLE, "row") == Sample("a", 1, "small", ("X", "Y"))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"size": "1"}, "row, size holds '1'"),
        ({"size": True}, "row, size holds True"),
        ({"id": 8.4}, "row, id holds 8.4"),
        ({"id": ""}, "row, id holds ''"),
        ({"kind": "huge"}, "row, kind holds 'huge'"),
        ({"codes": "X"}, "row, codes is not a list"),
        ({"codes": ["X", 1]}, "row, codes holds 1"),
        ({"colour": "red"}, "row does not know colour"),
    ],
)
def test_a_wrong_row_names_its_place_and_its_fault(change: dict[str, object], fault: str) -> None:
    with pytest.raises(DataFileError, match=fault):
        build(Sample, WHOLE | change, "row")


def test_a_row_without_a_field_names_the_field() -> None:
    with pytest.raises(DataFileError, match="row lacks codes, size"):
        build(Sample, {"id": "a", "kind": "small"}, "row")


def test_a_missing_file_is_a_broken_installation() -> None:
    with pytest.raises(DataFileError, match=r"nothing\.yaml is missing"):
        document("nothing.yaml")


def test_a_missing_list_names_the_file_and_the_list() -> None:
    with pytest.raises(DataFileError, match=r"scales\.yaml has no list named colours"):
        rows("scales.yaml", "colours", Sample)


def test_what_was_read_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        clause("gdpr 32").title = "other"  # type: ignore[misc]


def test_importing_the_room_reads_no_data_and_loads_no_yaml() -> None:
    program = f"""
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import importlib
for name in {MODULES!r}:
    importlib.import_module("bcdr.frameworks." + name)
print([name for name in opened if name.endswith(".yaml")], "yaml" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"


def test_a_citation_reads_the_file_of_its_framework_only() -> None:
    program = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import bcdr.frameworks
from bcdr.frameworks import clause
clause("gdpr 32(1)(c)"); clause("gdpr 5(2)")
print([name.rpartition("/")[2] for name in opened if name.endswith(".yaml")])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['gdpr.yaml']"
