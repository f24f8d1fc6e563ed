"""What both sets of sheets share: the cover, the time of the story, and the shell of the document."""

from __future__ import annotations

from datetime import timedelta

from bcdr.report.document import Document, Section
from bcdr.report.pack.pack import Pack
from bcdr.report.pack.story import Story
from bcdr.report.provenance import Provenance
from bcdr.report.wording import duration

EXERCISE = (
    "This is an exercise. Nothing that is told in it has happened; names, places and figures are those of the plan. "
    "Say “exercise” with every message and call that it leads to."
)
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def moment(story: Story, at: timedelta) -> str:
    """`Monday, 08:00`: the day and time in the story, so long after its beginning."""
    hours, minutes = map(int, story.clock.split(":"))
    passed = hours * 60 + minutes + int(at.total_seconds() // 60)
    days, rest = divmod(passed, 24 * 60)
    day = _WEEK[(_WEEK.index(story.day) + days) % len(_WEEK)]
    return f"{day}, {rest // 60:02}:{rest % 60:02}"


def offset(at: timedelta) -> str:
    """`T+25 min`; the beginning is `T+0`."""
    return f"T+{duration(at) if at else '0'}"


def document(
    pack: Pack, provenance: Provenance, *, kind: str, title: str, subtitle: str, cover: tuple[tuple[str, str], ...],
    sections: tuple[Section, ...],
) -> Document:  # fmt: skip
    """A document of the pack."""
    return Document(
        kind=kind,
        title=title,
        subtitle=subtitle,
        organization=pack.organization,
        classification=f"exercise · {pack.classification}",
        language="en",
        version=f"{provenance.mark} · data of {pack.as_of} · seed {pack.seed}",
        as_of=pack.as_of,
        cover=(
            ("Organisation", pack.organization),
            *cover,
            ("Made from", f"the plan of {pack.as_of} ({provenance.version}), seed {pack.seed}"),
            ("Prepared with", provenance.tool),
        ),
        disclaimer=EXERCISE,
        sections=sections,
        summary=f"{title}. {pack.organization}, data of {pack.as_of}.",
        tool=provenance.tool,
        keywords=("exercise", "tabletop", "business continuity"),
    )
