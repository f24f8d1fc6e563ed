"""From words after `--lose` to events: what is there, what is meant, and what is told otherwise."""

from __future__ import annotations

import pytest

from bcdr.cli.event import UnknownNameError, events, people
from bcdr.report.whatif.names import KINDS

NAMES = {kind: dict[str, str]() for kind in KINDS} | {
    "site": {"hall-1": "", "both": ""},
    "account": {"main": "", "both": ""},
    "admin": {"corp": ""},
    "provider": {"self": ""},
    "vendors": {"hostco": "Host Co"},
    "people": {"ada": "Ada"},
    "software": {"Windows Server 2022": ""},
}


@pytest.mark.parametrize(
    ("words", "hostile", "found"),
    [
        (("site/hall-1",), False, ("site/hall-1",)),
        (("site/hall-1,account/main", "people/ada"), False, ("site/hall-1", "account/main", "people/ada")),
        ((" site/hall-1 , ", "site/hall-1"), False, ("site/hall-1",)),
        (("account/main",), True, ("hostile:account/main",)),
        (("admin/corp",), False, ("hostile:admin/corp",)),
        (("vendors/hostco",), False, ("provider/hostco",)),
        (("provider/hostco",), False, ("provider/hostco",)),
        (("software/Windows Server 2022",), False, ("software/Windows Server 2022",)),
        ((), False, ()),
    ],
    ids=str,
)
def test_what_is_there(words: tuple[str, ...], hostile: bool, found: tuple[str, ...]) -> None:
    assert events(words, "--lose", NAMES, hostile=hostile) == found


@pytest.mark.parametrize(
    ("word", "message", "hint"),
    [
        ("hall-1", "hall-1 needs its kind in front of it", "write --lose site/hall-1"),
        ("both", "both needs its kind in front of it", "write --lose site/both or --lose account/both"),
        ("hall-2", "nothing called hall-2 is in this plan", "did you mean --lose site/hall-1?"),
        ("site/hall-2", "nothing called site/hall-2 is in this plan", "did you mean --lose site/hall-1?"),
        ("site/maim", "nothing called site/maim is in this plan", "did you mean --lose account/main?"),
        (
            "sites/hall-1",
            "sites is no kind of thing that can be lost: sites/hall-1",
            "did you mean --lose site/hall-1?",
        ),
        ("zzz", "nothing called zzz is in this plan", "see everything that can be named: bcdr whatif"),
        ("site/", "nothing called site/ is in this plan", "see everything"),
    ],
)
def test_what_is_not_there_is_told_with_its_nearest(word: str, message: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as told:
        events((word,), "--lose", NAMES, hostile=False)
    assert told.value.message == message
    assert told.value.hint.startswith(hint)


def test_people_need_no_kind() -> None:
    assert people(("ada,people/ada",), "--away", NAMES) == ("people/ada",)


@pytest.mark.parametrize("word", ["bob", "site/hall-1"])
def test_others_are_no_people(word: str) -> None:
    with pytest.raises(UnknownNameError, match=word):
        people((word,), "--away", NAMES)
