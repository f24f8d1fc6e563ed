"""Reports as invented texts, read the way the command reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bcdr.evidence.fact import Origin
from bcdr.evidence.material import material
from bcdr.evidence.reading import read
from bcdr.evidence.report import Context, Given, Report

IMPORTED = datetime(2031, 5, 10, tzinfo=UTC)
Reading = Callable[..., Report]


def report_of(content: Any, format: str | None = None, zone: str | None = "Europe/Berlin", **more: Any) -> Report:
    """The facts of a text, of bytes, or of a value written as JSON."""
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content)
    data = content.encode() if isinstance(content, str) else content
    context = Context(Origin("d" * 64, IMPORTED), ZoneInfo(zone) if zone else None, **more)
    return read(material(data), context, format)


def given_of(content: Any, digest: str = "d", name: str = "report.json", **more: Any) -> Given:
    """A report as the import gets it, with a digest of its own."""
    report = report_of(content, **more)
    own = digest * 64
    facts = tuple(f._replace(origin=Origin(own, IMPORTED)) for f in report.facts)
    text = content if isinstance(content, str) else json.dumps(content)
    return Given(name, text, own, report._replace(facts=facts), not text.lstrip().startswith(("[", "{")))


@pytest.fixture
def reading() -> Reading:
    return report_of


def snapshot(day: str, source: str = "shop", size: int | None = None, **more: Any) -> dict[str, Any]:
    """A snapshot of restic that began at 01:00 UTC of a day, with a summary when it has a size."""
    found: dict[str, Any] = {"time": f"{day}T01:00:00.123456789Z", "hostname": source, "paths": ["/srv"], "id": day}
    if size is not None:
        found["summary"] = {
            "backup_start": f"{day}T01:00:00Z",
            "backup_end": f"{day}T01:03:40Z",
            "total_bytes_processed": size,
        }
    return {**found, **more}
