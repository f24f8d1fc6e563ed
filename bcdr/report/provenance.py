"""Where a report comes from: which text, which commit, which day, which tool. Given by whoever read the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a reader needs to get the same report again.

    `files` maps each plan file to its SHA-256, `digest` is one over all of them. `evidence` maps the id of each
    evidence entry to the SHA-256 of its file as found now, or None where the file could not be read; an id that is
    missing was not looked at.
    """

    tool: str
    digest: str
    revision: str | None = None
    is_modified: bool = False
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def version(self) -> str:
        """The version line that stands on every page."""
        if self.revision is None:
            return f"plan digest {self.digest[:12]}, not under version control"
        return f"revision {self.revision[:12]}" + (" with uncommitted changes" if self.is_modified else "")
