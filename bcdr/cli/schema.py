"""`bcdr schema`: prints the plan format as JSON Schema, so that editors complete and explain while typing."""

from bcdr.cli.exits import CLEAN


def run() -> int:
    """The plan format as JSON Schema (2020-12), for editors and other tools.

    `bcdr init` writes it into `.bcdr/schema.json` of a new plan; print it again after an update of bcdr.
    """
    print(schema_text(), end="")
    return CLEAN


def schema_text() -> str:
    """The schema as indented JSON with a line end."""
    import json  # only when the command runs

    from bcdr.model.describe import json_schema
    from bcdr.model.plan import Plan

    return json.dumps(json_schema(Plan), indent=2, ensure_ascii=True) + "\n"
