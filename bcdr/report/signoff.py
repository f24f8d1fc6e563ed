"""Lines to sign on: each has a name of its own, by which a signature finds its way onto that line and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from bcdr.report.block import Signatures, Signer
from bcdr.report.document import Document, Section

_MOST = 48
"""Characters of a name: it is typed on a command line."""


def signatures(
    place: str,
    signers: Iterable[tuple[str, str]],
    columns: tuple[str, str] = ("Role", "Name"),
    caption: str = "",
    names: Iterable[str] = (),
) -> Signatures:
    """A block of lines for pairs of role and name.

    A line is named after `place`, the section, and its role or what `names` calls it, such as `control-owner`. `place`
    has to be another for each block of a document, so that no two lines have the same name.
    """
    taken: set[str] = set()
    found = []
    for (role, name), said in zip_longest(signers, names):
        field = _free(f"{place}-{_plain(said or role)}".strip("-")[:_MOST].rstrip("-"), taken)
        taken.add(field)
        found.append(Signer(role, name, field, role if said or not name else f"{role}: {name}"))
    return Signatures(tuple(found), columns, caption)


def sign_off(document: Document) -> tuple[Signer, ...]:
    """All lines of a document in the order of its pages."""
    return tuple(_lines(document.sections))


def _lines(sections: Iterable[Section]) -> Iterator[Signer]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Signatures):
                yield from block.signers
        yield from _lines(section.sections)


def _plain(role: str) -> str:
    return re.sub(r"[\W_]+", "-", role.casefold()).strip("-")


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
