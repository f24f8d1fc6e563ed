"""The comment on a pull request, set by a real Markdown reader with tables and raw HTML, as forges set it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from bcdr.finding import Finding, Severity
from bcdr.render.markdown import LIMIT, MARK, code, markdown, typed
from tests.render.conftest import HOSTILE, accepted, finding, lint

OURS = {"h2", "h3", "p", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "br", "code", "details", "summary"}  # fmt: skip


class Page(HTMLParser):
    """Tags, comments and text of a page; text in pieces, as a forge looks for names and addresses in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pieces: list[str] = []
        self.depth: list[str] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))
        self.close()

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tags.append(tag)
        if tag != "br":
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def test_one_finding_looks_like_this() -> None:
    row = (
        "| error | every backup of orders-db is at its own site<br>What to do: put one elsewhere"
        " (<code>backup-same-site</code> on <code>datastores/orders-db</code>) | <code>plans/shop/data.yaml:14:3</code> |"
    )
    assert markdown([lint(finding())]).splitlines() == [
        MARK,
        "## Continuity plan: 1 error",
        "",
        "**Corner Shop** in <code>plans/shop</code>, as of 2026-11-21, profile micro: 1 error; 2 rules checked.",
        "",
        "**Do this first**",
        "",
        "1. <code>datastores/orders-db</code>: put one elsewhere (<code>backup-same-site</code>)",
        "",
        "| | Finding | Where |",
        "|---|---|---|",
        row,
    ]


def test_the_gravest_stand_open_and_the_others_are_folded() -> None:
    found = (finding(severity=Severity.WARNING), finding(severity=Severity.WARNING), finding(severity=Severity.INFO))
    text = markdown([lint(*found, accepted(), finding(is_known=True))])
    assert re.findall(r"<summary>(.*)</summary>", text) == ["1 note", "1 accepted", "1 known"]
    assert text.index("| warning |") < text.index("<details>")
    assert "too dear" in text


@pytest.mark.parametrize(
    ("lints", "headline"),
    [
        ([lint()], "## Continuity plan: no errors, no warnings"),
        ([lint(is_loaded=False)], "## Continuity plan: could not be loaded, nothing was checked"),
        ([lint(), lint(is_loaded=False)], "## Continuity plans: 1 of 2 could not be loaded and were not checked"),
        ([lint(finding()), lint(finding())], "## Continuity plans: 2 errors"),
        ([lint(finding(is_known=True), accepted())], "## Continuity plan: no errors, no warnings"),
    ],
    ids=["clean", "broken", "one-broken", "two", "known"],
)
def test_headline(lints: list[Finding], headline: str) -> None:
    assert markdown(lints).splitlines()[1] == headline  # type: ignore[arg-type]


def test_a_plan_that_could_not_be_loaded_says_so() -> None:
    text = markdown([lint(finding(), is_loaded=False, organization="", profile="")])
    assert "1 error; the rules were NOT run, because the plan could not be loaded." in text
    assert "| error | every backup" in text


def test_several_plans_have_a_list_and_chapters() -> None:
    page = Page(markdown([lint(finding()), lint(accepted(), plan="b"), lint(plan="c")]))
    assert (page.tags.count("h3"), page.tags.count("table")) == (2, 2)
    assert page.tags.index("ul") < page.tags.index("h3")


def test_entries_of_the_baseline_that_are_gone() -> None:
    assert "2 entries of the baseline are gone: write it again" in markdown(
        [lint(gone=(("a", "b", ""), ("c", "d", "")))]
    )


@pytest.mark.parametrize("field", ["message", "help", "object", "rule"])
def test_nothing_that_people_type_becomes_markup(field: str) -> None:
    nasty = finding(**{field: HOSTILE + "\n# h\n- l\n|---|\n~~~"})
    page = Page(
        markdown([lint(nasty, nasty, accepted(message=HOSTILE), organization=HOSTILE, plan=HOSTILE, revision=HOSTILE)])
    )
    assert set(page.tags) <= OURS
    assert page.tags.count("table") == 2
    assert page.tags.count("tr") == 5
    assert page.tags.count("td") == 9
    assert "<script>alert(1)</script>" in page.text
    assert "[e](https://f.g)" in page.text
    assert not set(page.text) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    "text",
    [
        "@ada", "a@b.example", "@org/team", "#12", "org/repo#12", "GH-12", "https://evil.example", "www.evil.example", "!7", "%milestone",
        "0123456789abcdef0123456789abcdef01234567", "~label", "&epic", "$1$", "javascript://x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("setting", [typed, code])
def test_a_forge_finds_nothing_in_it(setting: type[str], text: str) -> None:
    page = Page(f"| a |\n|---|\n| {setting(text)} |")
    assert page.text.strip().endswith(text)
    assert not any(text in piece for piece in page.pieces)
    for piece in page.pieces:
        assert not re.search(r"@\w|[#!%~&$]\w|GH-\d|://|www\.|[0-9a-f]{7}", piece)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("add `copies` now", "add <code>copies</code> now"),
        ("a ` alone", "a &#96; alone"),
        ("`a` and ` alone", "<code>a</code> and &#96; alone"),
        ("`` empty", " empty"),
        ("a | b", "a &#124; b"),
        ("`a|b`", "<code>a&#124;b</code>"),
    ],
)
def test_typed(text: str, shown: str) -> None:
    assert typed(text) == shown


@pytest.mark.parametrize("plans", [1, 40, 3000])
def test_it_always_fits_and_says_what_is_missing(plans: int) -> None:
    many = [finding(message="ä" * 900, object=f"datastores/{n}") for n in range(300 // plans + 1)]
    text = markdown([lint(*many, plan=f"plans/{n}") for n in range(plans)])
    assert len(text.encode()) <= LIMIT
    shown = text.count("| error |")
    left = re.search(r"^(\d+) more findings do not fit here: run `bcdr lint`\.$", text, re.MULTILINE)
    assert left
    assert shown + int(left[1]) == plans * len(many)
    assert ("more plans do not fit here" in text) == (plans == 3000)
    assert text.count("<details>") == text.count("</details>")
