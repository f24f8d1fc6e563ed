"""Where a report comes from: which text, which commit, which day, which tool. Given by whoever read the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bcdr.finding import Finding, Location
from bcdr.model.record import Pointer
from bcdr.report.document import Listed
from bcdr.report.lineage import Lineage, Since


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a reader needs to get the same report again.

    `files` maps each plan file to its SHA-256, `digest` is one over all of them. `evidence` maps the id of each
    evidence entry to the SHA-256 of its file as found now, or None where the file could not be read; an id that is
    missing was not looked at. `private` counts the private overlays, of which nothing else is kept. `attached` are
    the files that travel inside the PDF, or are too large to. `lineage` is what git says of the files, `since` tells
    when asked what changed since the last report; None where there is nothing to tell. `place` finds what a pointer
    names in the text, in files as the plan names them. `program` tells states of the program of one version apart.
    """

    tool: str
    digest: str
    revision: str | None = None
    is_modified: bool = False
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    private: int = 0
    program: str = ""
    attached: tuple[Listed, ...] = ()
    lineage: Lineage | None = None
    since: Callable[[], Since | None] = field(default=lambda: None, compare=False, repr=False)
    place: Callable[[Pointer], Location | None] = field(default=lambda _: None, compare=False, repr=False)

    @property
    def version(self) -> str:
        """Which text: a revision where there is one."""
        if self.revision is None:
            return f"plan digest {self.digest[:12]}, not under version control"
        return f"revision {self.revision[:12]}" + (" with uncommitted changes" if self.is_modified else "")

    @property
    def mark(self) -> str:
        """The version with the digest of the plan, for the foot of a page."""
        return self.version if self.revision is None else f"{self.version} · plan digest {self.digest[:12]}"

    def located(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """The same findings, each with its place in the text."""
        return tuple(f.located(self.place(f.at)) for f in found)
