"""A document laid beside the one that is made again from its attachments: which pages and parts are not the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bcdr.scrutiny import xmp
from bcdr.scrutiny.paper import Leaf, Mark, Paper, PaperError

_SHOWN_PAGES, _SHOWN_LINES = 10, 3
_ADDED_BY_SIGNING = frozenset({"AcroForm", "DSS", "Extensions"})
"""Parts of a file that signing adds or changes (ISO 32000-2, 12.8)."""
_FORM_OF_SIGNATURES = frozenset({"/Fields", "/SigFlags", "/DA", "/DR"})
"""What a form has in which people only sign; another kind of form may show other pages."""
_NAMES = {
    "StructTreeRoot": "the structure that reading programs speak from",
    "Metadata": "the metadata (XMP)",
    "Info": "the properties",
    "Outlines": "the bookmarks",
    "Names": "the list of attached files and link targets",
    "AF": "the relations of the attached files",
    "OpenAction": "something that starts when the file is opened",
    "AA": "something that starts when the file is used",
    "AcroForm": "form fields",
    "Perms": "what may be done with the file",
    "Lang": "the language",
    "OutputIntents": "the colour profile",
}
STARTS = frozenset({_NAMES["OpenAction"], _NAMES["AA"]})
"""Parts that no document of bcdr has, whatever version made it."""


class Likeness(NamedTuple):
    """What is not the same. Pages are counted from 1; `texts` says how the lines of a page differ, or where it belongs.

    `means` are fonts, pictures and the like that are others, each with the pages of which nothing else differs.
    `marks` are pages and kinds of what was laid over them, `signed` pages on which a line was signed that the document
    has for it, once for each line, `files` attached files by name, `parts` what belongs to no page. `dated` are parts
    in which a later save writes its own day and name, and that say the same for the rest. `form` says whether form
    fields or signatures were added, `length` how many pages were made.
    """

    is_same_length: bool
    pages: tuple[int, ...] = ()
    means: tuple[tuple[str, tuple[int, ...]], ...] = ()
    texts: tuple[str, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    signed: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    form: bool = False
    length: int = 0

    @property
    def own(self) -> tuple[int, ...]:
        """Pages that differ by more than what they share with others."""
        shared = {n for _, numbers in self.means for n in numbers}
        return tuple(n for n in self.pages if n not in shared)

    @property
    def is_same(self) -> bool:
        """Whether whoever reads or prints both sees and hears the same."""
        return self.is_same_length and not (self.pages or self.marks or self.files or self.parts or self.dated)


def likeness(given: Paper, made: Paper) -> Likeness:
    """How `given` differs from `made`, which was made again."""
    ours, theirs = made.leaves(), given.leaves()
    moved = _moved(theirs, ours)
    places = ((n, moved.get(n, n), their) for n, their in enumerate(theirs, 1))
    pairs = [(n, (their, ours[place - 1])) for n, place, their in places if place <= len(ours)]
    redrawn = tuple(
        n for n, (their, our) in enumerate(zip(theirs, ours, strict=False), 1) if their.drawing != our.drawing
    )
    means = _exchanged(theirs, ours)
    alone = tuple(n for n in redrawn if all(n not in numbers for _, numbers in means))
    marks = tuple((n, kind) for n, (their, our) in pairs for kind in _marks(their, our))
    parts, dated, form = _parts(given, made)
    return Likeness(
        is_same_length=len(ours) == len(theirs),
        pages=redrawn,
        means=means,
        texts=tuple(_places(theirs, ours, moved) if len(ours) != len(theirs) else _texts(alone, moved, given, made)),
        marks=marks,
        signed=tuple(n for n, (their, our) in pairs for _ in _signed(their, our)),
        files=_files(given, made),
        parts=parts,
        dated=dated,
        form=form,
        length=len(ours),
    )


def _exchanged(theirs: tuple[Leaf, ...], ours: tuple[Leaf, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What pages that are otherwise the same draw with, where it is another."""
    found: dict[tuple[tuple[str, str], str], list[int]] = {}
    for n, (their, our) in enumerate(zip(theirs, ours, strict=False), 1):
        if their.own == our.own and their.means.keys() == our.means.keys():
            for name, (label, digest) in our.means.items():
                if their.means[name][1] != digest:
                    found.setdefault((name, label), []).append(n)
    return tuple((label, tuple(numbers)) for (_, label), numbers in found.items())


def _moved(theirs: tuple[Leaf, ...], ours: tuple[Leaf, ...]) -> dict[int, int]:
    """Numbers of pages that stand where others were made, with the number under which they were."""
    made = {our.drawing: n for n, our in reversed(list(enumerate(ours, 1)))}
    kept = {n for n, (their, our) in enumerate(zip(theirs, ours, strict=False), 1) if their.drawing == our.drawing}
    return {n: made[t.drawing] for n, t in enumerate(theirs, 1) if n not in kept and t.drawing in made}


def _places(theirs: tuple[Leaf, ...], ours: tuple[Leaf, ...], moved: dict[int, int]) -> Iterator[str]:
    """Which pages were taken away and put in, where their number is another one."""
    have, made = {t.drawing for t in theirs}, {our.drawing for our in ours}
    absent = [n for n, our in enumerate(ours, 1) if our.drawing not in have]
    strange = [n for n, their in enumerate(theirs, 1) if their.drawing not in made]
    twice = [(n, m) for n, m in moved.items() if theirs[n - 1].drawing in {t.drawing for t in theirs[: n - 1]}]
    yield from (f"page {n} as it was made is missing" for n in absent[:_SHOWN_PAGES])
    yield from (f"page {n} is not of this document" for n in strange[:_SHOWN_PAGES])
    yield from (f"page {n} is page {m} once more" for n, m in twice[:_SHOWN_PAGES])


def _texts(redrawn: tuple[int, ...], moved: dict[int, int], given: Paper, made: Paper) -> Iterator[str]:
    for n in redrawn[:_SHOWN_PAGES]:
        if n in moved:
            yield f"page {n}: here stands what was made as page {moved[n]}"
        else:
            yield from _lines(n, given, made)


def _marks(their: Leaf, our: Leaf) -> Iterator[str]:
    known = list(our.marks)
    for signed, place in _signed(their, our):
        known[known.index(place)] = signed
    for mark in their.marks:
        if mark in known:
            known.remove(mark)
        else:
            yield mark.kind
    yield from (f"{mark.kind} taken away" for mark in known)


def _signed(their: Leaf, our: Leaf) -> Iterator[tuple[Mark, Mark]]:
    """Lines that were signed where the document has them, each with what it was before."""
    places = {m.place: m for m in our.marks if m.place and not m.is_signed}
    for mark in their.marks:
        if mark.is_signed and mark.place in places:
            yield mark, places.pop(mark.place)


def _files(given: Paper, made: Paper) -> tuple[str, ...]:
    theirs, ours = ({f.name: f.data for f in paper.enclosed()} for paper in (given, made))
    return tuple(name for name in dict.fromkeys((*ours, *theirs)) if theirs.get(name) != ours.get(name))


def _parts(given: Paper, made: Paper) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    theirs, ours = given.parts(), made.parts()
    names = [n for n in dict.fromkeys((*ours, *theirs)) if theirs.get(n) != ours.get(n)]
    dated = {n for n in names if n in _SAYS_THE_SAME and _SAYS_THE_SAME[n](given, made)}
    left = [n for n in names if n not in _ADDED_BY_SIGNING and n not in dated]
    left += ["AcroForm"] * (not _is_only_signed(given, made))
    others = tuple(_NAMES.get(n, f"the part called {n[:40]}") for n in left)
    return others, tuple(_NAMES[n] for n in names if n in dated), any(n in _ADDED_BY_SIGNING for n in names)


def _is_only_signed(given: Paper, made: Paper) -> bool:
    """Whether the form still has its fields, and nothing more than other lines to sign on."""
    theirs, ours = given.fields(), made.fields()
    kept, added = theirs[: len(ours)], theirs[len(ours) :]
    return kept == ours and all(is_line for _, is_line in added) and given.form() <= made.form() | _FORM_OF_SIGNATURES


def _has_same_properties(given: Paper, made: Paper) -> bool:
    """Whether properties are equal but the day and the program of the last save."""
    theirs, ours = (dict(paper.properties()) | dict.fromkeys(("ModDate", "Producer")) for paper in (given, made))
    return theirs == ours


def _has_same_metadata(given: Paper, made: Paper) -> bool:
    return (ours := xmp.said(made.metadata())) is not None and xmp.said(given.metadata()) == ours


_SAYS_THE_SAME: Mapping[str, Callable[[Paper, Paper], bool]] = {
    "Info": _has_same_properties,
    "Metadata": _has_same_metadata,
}
"""Parts in which a later save writes its own day and name."""


def _lines(number: int, given: Paper, made: Paper) -> Iterator[str]:
    """The first lines of a page that read otherwise."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where pages differ

    try:
        theirs, ours = given.text(number - 1), made.text(number - 1)
    except PaperError:
        yield f"page {number}: drawn otherwise, and its text cannot be read"
        return
    if theirs == ours:
        yield f"page {number}: drawn otherwise, though its text is the same"
        return
    found = [o for o in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if o[0] != "equal"]
    for _, start, end, their_start, their_end in found[:_SHOWN_LINES]:
        says, should = " / ".join(theirs[their_start:their_end]), " / ".join(ours[start:end])
        if not says:
            yield f"page {number}: it lacks {_short(should)}"
        elif not should:
            yield f"page {number}: it says {_short(says)}, which the plan does not give"
        else:
            yield f"page {number}: it says {_short(says)} where the plan gives {_short(should)}"


def _short(text: str) -> str:
    return f"“{text[:120]}…”" if len(text) > 120 else f"“{text}”"
