"""Questions at a terminal: the end of the input, an answer that does not fit, yes and no, hostile text."""

from __future__ import annotations

import io

import pytest

from bcdr.cli.question import SilenceError, UnfitError, asked, cleaned, is_agreed, is_person, tell, typed


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> object:
    """`types(text)`: what somebody types."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def number(text: str) -> int:
    if not text.isdigit():
        raise UnfitError(f"{text} is no number")
    return int(text)


def test_an_answer_that_does_not_fit_is_asked_again(types: object, capsys: pytest.CaptureFixture[str]) -> None:
    types("many\n 7 \n")  # type: ignore[operator]
    assert asked("How many?", number) == 7
    assert capsys.readouterr().out == "How many?   ! many is no number\nHow many? "


@pytest.mark.parametrize(("text", "agreed"), [("yes\n", True), ("Y\n", True), ("no\n", False), ("perhaps\nN\n", False)])
def test_yes_or_no(types: object, text: str, agreed: bool) -> None:
    types(text)  # type: ignore[operator]
    assert is_agreed("Really?") is agreed


def test_nobody_is_there_any_more(types: object) -> None:
    types("")  # type: ignore[operator]
    with pytest.raises(SilenceError, match="nobody answered"):
        typed("Hello?")


def test_what_is_shown_obeys_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tell("  red \x1b[31m \u202e")
    assert capsys.readouterr().out == "  red \\x1b[31m \\u202e\n"


def test_tests_are_no_person(types: object) -> None:
    types("x")  # type: ignore[operator]
    assert not is_person()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("done all four\n", "done all four"),
        ("done \x1b[A\x1b[3~all\x1bOB four\x07\x7f\n", "done all four"),
        ("gr\udcfcn\n", "gr\ufffdn"),
        ("  a\tb  ", "a b"),
    ],
)
def test_what_is_left_of_a_typed_line(line: str, text: str) -> None:
    assert cleaned(line) == text
