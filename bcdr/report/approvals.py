"""Who wrote the plan and who took it in, by the word of git: a record beside the reviews, never an approval."""

from __future__ import annotations

from datetime import date

from bcdr.report.block import Block, Column, Table, say
from bcdr.report.lineage import Act, FileActs, Lineage
from bcdr.report.naming import joined
from bcdr.report.provenance import Provenance
from bcdr.report.span import Cell, Span, cell
from bcdr.report.wording import counted, day

_SIGNATURES = {
    "G": Span("good", tone="good"),
    "U": Span("intact, by a key that git does not know as anybody's", tone="fair"),
    "X": Span("good, and expired since", tone="fair"),
    "Y": Span("good, by a key that has expired", tone="fair"),
    "R": Span("by a key that was revoked", tone="bad"),
    "B": Span("bad: it does not fit the commit", tone="bad"),
    "E": Span("cannot be checked: git lacks the key", tone="fair"),
    "-": Span("there, and git has nothing set up to check it with", tone="fair"),
    "N": Span("none", tone="muted"),
}
_MOST_FILES = 6


def git_blocks(provenance: Provenance) -> tuple[Block, ...]:
    """What git tells of the plan's files: last author, who else took the change in, signatures. It may be nothing."""
    lineage = provenance.lineage
    if lineage is None:
        if provenance.revision is None:
            said = "The plan is not under version control: nobody but its own records says who wrote or approved it."
        else:
            said = "What git says of authors and signatures is left out of this edition."
        return (say(said),)
    note = (
        "Names are what git was told by the programs of people. A merge or a signature shows who took a change in; "
        "whether that was an approval is for the rules of the organisation to say, and none is counted as one here. "
        "Signatures are as git saw them where this document was made."
    )
    cut = " The clone that was read does not reach back to the beginning: its oldest commit may stand for others."
    return (_table(lineage), say(note + (cut if lineage.is_cut else "")))


def _table(lineage: Lineage) -> Table:
    """One row for all files whose changes came from and through the same people in the same way, newest first."""
    groups: dict[tuple[object, ...], list[FileActs]] = {}
    for file in lineage.files:
        changed = file.changed or file.taken_in
        people = (changed.author, *_second(changed, file.taken_in), *_signed(changed, file.taken_in)) if changed else ()
        groups.setdefault((*people, file.is_modified), []).append(file)
    ordered = sorted(groups.values(), key=_newest)
    return Table(
        "Last change of the plan's files, as git records it",
        (
            Column("Files", 40), Column("Changed", 13), Column("Author", 15), Column("Taken in by somebody else", 18),
            Column("Signature", 14),
        ),
        tuple(_row(group) for group in reversed(ordered)),
        empty="git holds none of the files",
        compact=True,
    )  # fmt: skip


def _newest(files: list[FileActs]) -> date:
    return max((f.taken_in.day for f in files if f.taken_in is not None), default=date.max)


def _row(files: list[FileActs]) -> tuple[Cell, ...]:
    names = [Span(f.file, code=True) for f in files[:_MOST_FILES]]
    if len(files) > _MOST_FILES:
        names = [*names[: _MOST_FILES - 1], Span(f"and {len(files) - _MOST_FILES + 1} more")]
    first = files[0]
    acts = [act for f in files if (act := f.changed or f.taken_in) is not None]
    named = cell(joined(names), header=True)
    if not acts:
        nothing = cell(Span("not known", tone="muted"))
        return (named, cell(Span("never committed", tone="bad")), nothing, nothing, nothing)
    when = list(_changed(acts))
    if first.is_modified:
        when.append(Span("changed since, not committed", tone="bad"))
    if not acts[0].author:
        when.append(Span("or earlier: the clone ends here", tone="muted"))
        return (named, cell(*when), *[cell(Span("not known", tone="muted"))] * 3)
    return (
        named,
        cell(*when),
        cell(acts[0].author),
        cell(*_second(acts[0], first.taken_in)),
        cell(*_signed(acts[0], first.taken_in)),
    )


def _changed(acts: list[Act]) -> tuple[Span, ...]:
    """The first and the last day of the newest changes, and the last of the commits."""
    newest = max(acts, key=lambda act: act.day)
    oldest = min(act.day for act in acts)
    days = (Span(day(newest.day)),) if oldest == newest.day else (Span(f"{day(oldest)} to"), Span(day(newest.day)))
    more = len({act.commit for act in acts}) - 1
    others = (Span(f"and {counted(more, 'other commit')}", tone="muted"),) if more else ()
    return (*days, Span(newest.commit[:12], code=True), *others)


def _second(changed: Act, taken_in: Act | None) -> tuple[Span, ...]:
    """Somebody other than the author who merged or committed the change; that there is nobody is said as well."""
    if taken_in is not None and taken_in.commit != changed.commit and taken_in.committer != changed.author:
        how = "merged" if taken_in.is_merge else "committed"
        return (
            Span(taken_in.committer),
            Span(f"{how} {day(taken_in.day)}", tone="muted"),
            Span(taken_in.commit[:12], code=True),
        )
    if changed.committer != changed.author:
        return (Span(changed.committer), Span("committed it", tone="muted"))
    return (Span("nobody", tone="muted"),)


def _signed(changed: Act, taken_in: Act | None) -> tuple[tuple[Span, ...], ...]:
    acts = [changed] if taken_in is None or taken_in.commit == changed.commit else [changed, taken_in]
    words = [_words(act) for act in acts]
    return tuple(words) if len(words) == 1 else ((Span("change: "), *words[0]), (Span("merge: "), *words[1]))


def _words(act: Act) -> tuple[Span, ...]:
    word = _SIGNATURES.get(act.signature, Span(f"git says {act.signature!r}", tone="fair"))
    return (word, Span(f", {act.signer}")) if act.signer and act.signature != "N" else (word,)
