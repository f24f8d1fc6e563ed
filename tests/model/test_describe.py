"""The JSON Schema that editors get is itself valid and agrees with the model."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from bcdr.model.describe import json_schema
from bcdr.model.plan import Plan

SCHEMA = json_schema(Plan)
PLAN = {"bcdr": 1, "organization": {"name": "x"}}


def test_the_schema_is_a_valid_schema_of_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("part", "fits"),
    [
        ({}, True),
        ({"datastores": {"db": {"class": "truth", "size": "120GB", "copies": {"n": {"kind": "dump"}}}}}, True),
        ({"datastores": {"db": {"size": "unknown"}}}, True),
        ({"vendors": {"x": {"provides": "hosting"}}}, True),
        ({"services": {"s": {"depends_on": ["vendors/x"]}}}, True),
        ({"datastores": {"db": {"class": "gospel"}}}, False),
        ({"datastores": {"db": {"size": "big"}}}, False),
        ({"dattastores": {}}, False),
        ({"datastores": {"db": {"copies": {"n": {}}}}}, False),
    ],
    ids=str,
)
def test_editors_accept_and_refuse_what_the_tool_does(part: dict[str, object], fits: bool) -> None:
    assert Draft202012Validator(SCHEMA).is_valid({**PLAN, **part}) is fits


def test_the_schema_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
