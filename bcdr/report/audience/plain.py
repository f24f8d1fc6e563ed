"""Names of places that are words of the language: a plan that writes `warehouse` tells nobody where that is."""

from __future__ import annotations

import re

from bcdr.model.plan import Plan
from bcdr.report.audience.said import open_words


def plain_words(plan: Plan, kept: frozenset[str]) -> frozenset[str]:
    """Names of places, of letters, that the plan itself writes in small letters in open words, but for what keeps keys.

    Such a word stays in sentences and in names of other things; the place itself still goes by another name.
    """
    names = {place.name for id_, place in plan.places.items() if f"places/{id_}" not in kept}
    words = {name for name in names if name is not None and name.replace(" ", "").isalpha()}
    if not words:
        return frozenset()
    any_of = "|".join(word.lower() for word in sorted(words))
    written = re.compile(rf"(?<=\s)(?:{any_of})(?!\w)|(?<![\w/-])(?:{any_of})(?=\s)")  # in a sentence, not as an id
    found = {word for text in open_words(plan) for word in written.findall(text)}
    return frozenset(word for word in words if word.lower() in found)
