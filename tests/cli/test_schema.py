"""`bcdr schema`: JSON Schema that accepts the plans of the checkout."""

from __future__ import annotations

import json

from tests.cli.conftest import Cli


def test_it_is_json_schema_2020_12(cli: Cli) -> None:
    schema = json.loads(cli("schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["organization"]
    assert "Datastore" in schema["$defs"]
