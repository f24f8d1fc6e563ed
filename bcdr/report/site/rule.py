"""The rules: an index by family with the question of each, and a page for every rule that looked at the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.report.block import Prose, Table, say
from bcdr.report.explain import PROFILE, Chapter, Citations, Cited, Lesson
from bcdr.report.naming import joined
from bcdr.report.site.link import clause_href, framework_href, rule_href, rule_path
from bcdr.report.site.page import Block, Code, Group, Line, Page, Section
from bcdr.report.site.part import finding_lines, section, sections, table
from bcdr.report.span import Cell, Span, cell, line
from bcdr.report.wording import counted

UNASKED = "It was not asked: it looks only where the GDPR applies, or it was left out."


def rule_index(chapters: tuple[Chapter, ...], audit: Audit) -> Page:
    """Every family with its question and its rules, and what each found here."""
    found, silent = by_rule(audit), unasked(audit)
    number = sum(len(chapter.lessons) for chapter in chapters)
    return Page(
        path="rules/index",
        title="Rules",
        kind="What is checked",
        lead=line(
            f"{counted(number, 'rule')} in {counted(len(chapters), 'family', 'families')}; each family asks one "
            "question. A page says why a rule is there, what ends its findings, and which clauses it serves."
        ),
        sections=tuple(
            Section(
                chapter.name,
                chapter.name.capitalize(),
                (
                    say(Span(chapter.question, strong=True)),
                    table("Rules of the family", "Rule | What it says | Found here", _rows(chapter, found, silent)),
                ),
            )
            for chapter in chapters
        ),
    )


def rule_groups(chapters: tuple[Chapter, ...], audit: Audit) -> tuple[Group, ...]:
    """The pages of all rules, by family."""
    found, silent = by_rule(audit), unasked(audit)
    return tuple(
        Group(
            chapter.name.capitalize(),
            tuple(_page(one, found.get(one.name, ()), silent, audit) for one in chapter.lessons),
        )
        for chapter in chapters
    )


def by_rule(audit: Audit) -> Mapping[str, tuple[Finding, ...]]:
    """The findings of each rule that found anything."""
    found: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        found.setdefault(finding.rule, []).append(finding)
    return {name: tuple(findings) for name, findings in found.items()}


def unasked(audit: Audit) -> frozenset[str]:
    """The rules that had no say on this plan: left out, or of the GDPR where it does not apply."""
    return frozenset((*audit.left_out, *(r.name for r in audit.checked if r.gdpr and not audit.facts.gdpr_applies)))


def _rows(
    chapter: Chapter, found: Mapping[str, tuple[Finding, ...]], silent: frozenset[str]
) -> Iterator[tuple[Cell, ...]]:
    for lesson in chapter.lessons:
        here = len(found.get(lesson.name, ()))
        none = "not asked" if lesson.name in silent else "nothing"
        yield (
            cell(Span(lesson.name, href=rule_href(lesson.name)), header=True),
            cell(lesson.summary),
            cell(Span(counted(here, "finding"), tone="fair") if here else Span(none, tone="muted")),
        )


def _page(lesson: Lesson, findings: tuple[Finding, ...], silent: frozenset[str], audit: Audit) -> Page:
    return Page(
        path=rule_path(lesson.name),
        title=lesson.name,
        kind=f"Rule of the family {lesson.family}",
        label=lesson.name,
        lead=line(lesson.summary),
        sections=sections(
            section("why", "Why", Prose(lesson.why)),
            section("example", "Example", *_sample(lesson)),
            section("clears", "What clears it", Prose(lesson.clears)),
            section("judges", "How it judges", Prose(lesson.choices) if lesson.choices else None),
            section("grave", "How grave", _grades(lesson), say(" ".join(_remarks(lesson, audit)))),
            section("options", "Options", _options(lesson, audit) if lesson.options else None),
            section("clauses", "Clauses", _clauses(lesson.citations) if lesson.citations else None),
            section(
                "findings",
                "Found in this plan",
                finding_lines(findings) or say(UNASKED if lesson.name in silent else "Nothing."),
            ),
        ),
    )


def _sample(lesson: Lesson) -> Iterator[Block]:
    if lesson.bad:
        yield Code("Bad", lesson.bad, "bad")
    if lesson.good:
        yield Code("Good", lesson.good, "good")


def _grades(lesson: Lesson) -> Table:
    return table(
        "Severity by tier",
        "In companies of | Tier 1 | Tier 2 | Tier 3 | Tier 4",
        ((cell(name, header=True), *(cell(word) for word in words)) for name, words in lesson.grades),
    )


def _remarks(lesson: Lesson, audit: Audit) -> Iterator[str]:
    yield f"This plan is judged as that of a company of {PROFILE[audit.facts.profile]}."
    yield f"{lesson.fix[:1].upper()}{lesson.fix[1:]}."
    if lesson.waiver_days:
        yield f"A finding may be accepted for at most {lesson.waiver_days} days."
    yield from lesson.applies


def _options(lesson: Lesson, audit: Audit) -> Table:
    own = audit.facts.plan.policy.rules.get(lesson.name, {})
    return table(
        f"Set below policy.rules.{lesson.name} in the plan",
        "Option | What it means | Default | In this plan",
        (
            (
                cell(Span(o.name, code=True), header=True),
                cell(o.meaning),
                cell(o.default),
                cell(own.get(o.name, "the default")),
            )
            for o in lesson.options
        ),
    )


def _clauses(found: tuple[Citations, ...]) -> Table:
    return table(
        "What it serves in laws, standards and guides",
        "Framework | Clauses",
        (
            (
                cell(Span(group.name, href=framework_href(group.id)), header=True),
                cell(*(_clause(group.id, one) for one in group.clauses)),
            )
            for group in found
        ),
    )


def _clause(framework: str, one: Cited) -> Line:
    return line(Span(one.label, href=clause_href(framework, one.anchor)), f" {one.title}")


def rule_links(names: tuple[str, ...]) -> Line:
    """Linked rules on one line."""
    return joined((Span(name, href=rule_href(name)) for name in names), "none")
