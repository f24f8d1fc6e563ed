"""Which verdict follows from which checks, and in which words."""

from __future__ import annotations

import pytest

from bcdr.report.verdict import Check, Signed, numbers, verdict

OK = Check("pages", "holds", "Pages hold.")
BAD = Check("pages", "differs", "Pages differ.")
OPEN = Check("pages", "open", "Pages open.")


@pytest.mark.parametrize(
    ("checks", "headline", "is_as_made"),
    [
        ([OK], "As made. Pages hold.", True),
        ([OK, Check("plan", "open", "No plan.")], "As made. Pages hold.", True),
        ([OK, Check("plan", "holds", "Same.")], "As made. Pages hold.", True),
        ([OK, Check("additions", "holds", "More.")], "As made, and added to since. Pages hold. More.", True),
        ([OPEN], "Not shown. Pages open.", False),
        ([BAD], "Changed. Pages differ.", False),
        ([OPEN, Check("attachments", "differs", "Files.")], "Changed. Files.", False),
        ([Check("structure", "differs", "Parts."), BAD], "Changed. Pages differ. Parts.", False),
        ([BAD, Check("plan", "differs", "Plan.")], "Changed. Pages differ.", False),
        ([OPEN, Check("plan", "differs", "Plan.")], "Not shown. Pages open.", False),
        (
            [OK, Check("plan", "differs", "Plan.")],
            (
                "As made, but the plan has changed since. "
                "The document is what was made; the working plan differs from it in 2 points."
            ),
            False,
        ),
    ],
)
def test_a_verdict(checks: list[Check], headline: str, is_as_made: bool) -> None:
    found = verdict("x.pdf", "0" * 64, "Title", (), checks, ("a", "b"))
    assert (found.headline, found.is_as_made) == (headline, is_as_made)


def signed(signer: str, is_vouched_for: bool | None) -> Signed:
    return Signed("control-owner", "Owner", signer, "", "", "", holds=True, is_vouched_for=is_vouched_for, later="")


@pytest.mark.parametrize(
    ("signatures", "said"),
    [
        ((signed("Ann", True),), "Signed by Ann."),
        ((signed("Ann", True), signed("Ann", True)), "Signed by Ann."),
        ((signed("Ann", True), signed("Ben", None)), "Signed by Ann; Ben. Whose keys those are was not checked: --trust."),
    ],
)  # fmt: skip
def test_a_verdict_names_who_signed(signatures: tuple[Signed, ...], said: str) -> None:
    found = verdict("x.pdf", "0" * 64, "Title", (), [OK, Check("additions", "holds", "More.")], None, signatures)
    assert found.reason == f"Pages hold. More. {said}"


def test_a_plan_that_differs_without_saying_how_is_told_so() -> None:
    found = verdict("x.pdf", "0" * 64, "Title", (), [OK, Check("plan", "differs", "Plan.")], None)
    assert found.reason.endswith("differs from it in a way that could not be told.")


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([3], "page 3"),
        ([3, 5], "pages 3 and 5"),
        ([1, 2, 3], "pages 1, 2 and 3"),
        (range(4, 20), "16 pages (the first is page 4)"),
    ],
)
def test_pages_in_words(pages: list[int], words: str) -> None:
    assert numbers(pages) == words
