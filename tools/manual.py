"""The manual's generated parts: a page for each rule and framework, the fields of the format, the tables of options.

MkDocs calls `on_files` (see docs/mkdocs.yml); `python tools/manual.py` writes the tables into docs/commands.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bcdr.cli.commands import COMMANDS, Command
from bcdr.cli.option import Option, Parameter, parameters_of
from bcdr.frameworks.evidence import evidence_codes
from bcdr.frameworks.status import statuses
from bcdr.model.describe import json_schema
from bcdr.model.plan import Plan
from bcdr.report.check.catalogue import chapter as documents
from bcdr.report.crosswalk import STANDING, UNVERIFIED, Crosswalk, Row, crosswalks
from bcdr.report.explain import Chapter, Citations, Lesson, chapters, text_lesson
from bcdr.source.problems import pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

STATUS = (
    "The site of a plan marks each clause with one of five words. A clause is *evidenced* only when the plan holds "
    "every kind of evidence that the clause asks for, nothing in it is missing or older than a year (or its own "
    "cadence), no rule finds fault with it, and some rule that serves the clause has looked. Where no rule looks, or "
    "the clause asks what is appropriate, sufficient or likely, it waits for a person. A finding on the clause counts "
    "even when somebody accepted it. The points of GDPR Article 32 carry the same words as in the PDF of "
    "`bcdr report art32`."
)
COMMANDS_PAGE = Path(__file__).parents[1] / "docs" / "commands.md"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    from mkdocs.structure.files import File  # tests and the tables need no MkDocs

    for name, text in generated().items():
        files.append(File.generated(config, name, content=text))
    return files


def generated() -> dict[str, str]:
    """Every generated page by its name."""
    found = (*chapters(tuple(text_lesson(p.name, p.summary, p.lesson) for p in pages())), documents())
    walks = crosswalks()
    made = {"rules/index.md": _rules(found), "frameworks/index.md": _frameworks(walks), "fields.md": _fields()}
    made |= {f"frameworks/{walk.framework.id}.md": _crosswalk(walk) for walk in walks}
    for chapter in found:
        made |= {f"rules/{lesson.name}.md": _lesson(lesson) for lesson in chapter.lessons}
    return made


def _rules(found: tuple[Chapter, ...]) -> str:
    number = sum(len(chapter.lessons) for chapter in found)
    about = (
        f"{number} kinds of finding in {len(found)} families; each family asks one question. A finding carries the "
        "name of its rule, and `bcdr explain NAME` prints the same page. Which clause of a law or standard it serves "
        "stands under [Frameworks](../frameworks/index.md)."
    )
    lines = ["# Rules", "", about, ""]
    for chapter in found:
        lines += [f"## {chapter.name.capitalize()}", "", f"*{chapter.question}*", ""]
        lines += [f"- [{lesson.name}]({lesson.name}.md): {lesson.summary}" for lesson in chapter.lessons]
        lines.append("")
    return "\n".join(lines)


def _lesson(lesson: Lesson) -> str:
    lines = [f"# {lesson.name}", "", lesson.summary, "", "## Why", "", lesson.why, ""]
    for title, text in (("Bad", lesson.bad), ("Good", lesson.good)):
        if text:
            lines += [f"## {title}", "", "```yaml", text, "```", ""]
    lines += ["## What clears it", "", lesson.clears, ""]
    if lesson.choices:
        lines += ["## How it judges", "", lesson.choices, ""]
    lines += ["## How grave", "", "| | tier 1 | tier 2 | tier 3 | tier 4 |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {' | '.join(words)} |" for name, words in lesson.grades]
    limit = f" It may be accepted for at most {lesson.waiver_days} days." if lesson.waiver_days else ""
    lines += ["", " ".join((f"{lesson.fix[:1].upper()}{lesson.fix[1:]}.{limit}", *lesson.applies)), ""]
    if lesson.options:
        lines += ["## Options", "", f"Set below `policy.rules.{lesson.name}` in the plan.", ""]
        lines += ["| Option | Default | What it means |", "|---|---|---|"]
        lines += [f"| `{o.name}` | {o.default} | {_cell(o.meaning)} |" for o in lesson.options]
        lines.append("")
    if lesson.citations:
        lines += ["## Clauses", "", *(_citations(group) for group in lesson.citations), ""]
    return "\n".join(lines)


def _citations(group: Citations) -> str:
    page = f"../frameworks/{group.id}.md"
    links = (f"[{c.label}]({page}#{c.anchor}) {c.title}" for c in group.clauses)
    return f"- [{group.name}]({page}): " + "; ".join(links)


def _frameworks(walks: tuple[Crosswalk, ...]) -> str:
    about = (
        "Which clause of a law, standard or guide is served by which rules, and what in a plan can show it. "
        "`bcdr explain gdpr` prints the same; the site of a plan adds what that plan shows."
    )
    lines = ["# Frameworks", "", about, "", STANDING, ""]
    lines += ["| Framework | Kind | Applies to | Clauses | Served by rules |", "|---|---|---|---|---|"]
    for walk in walks:
        whole = walk.framework
        cells = (f"[{whole.short}]({whole.id}.md)", whole.kind, _cell(whole.applies), len(walk.rows), walk.served)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    lines += ["", "## What a plan shows", "", STATUS, "", "| Word | What it says |", "|---|---|"]
    lines += [f"| {s.title} | {_cell(s.meaning)} |" for s in statuses()]
    lines += ["", "## What can show it", "", "| Code | What it stands for |", "|---|---|"]
    lines += [f"| {e.code} | {_cell(e.holds)} |" for e in evidence_codes()]
    return "\n".join([*lines, ""])


def _crosswalk(walk: Crosswalk) -> str:
    whole = walk.framework
    lines = [f"# {whole.short}", "", f"{whole.title}. {whole.version}; {whole.kind}, {whole.applies}."]
    if whole.url:
        lines.append(f"[The text at its publisher]({whole.url}).")
    if not walk.is_verified:
        lines.append(f"Our wording is {UNVERIFIED}.")
    lines += ["", STANDING, "", '<div class="crosswalk" markdown>', ""]
    lines += ["| Clause | Asks for | What can show it | Rules |", "|---|---|---|---|"]
    lines += [_row(row, mark=walk.is_verified and not row.clause.verified) for row in walk.rows]
    return "\n".join([*lines, "", "</div>", ""])


def _row(row: Row, *, mark: bool) -> str:
    asks = f"**{_cell(row.clause.title)}.** {_cell(row.clause.requirement)}" + (f" *{UNVERIFIED}*" if mark else "")
    shown = ", ".join(f'<abbr title="{_cell(e.holds)}">{e.code}</abbr>' for e in row.evidence)
    served = ", ".join(f"[{r.name}](../rules/{r.name}.md)" for r in row.rules) or "none"
    return f'| <span id="{row.anchor}"></span>{_cell(row.clause.id)} | {asks} | {shown} | {served} |'


def _fields() -> str:
    schema = json_schema(Plan)
    lines = ["# Fields", "", "Every field of the format; `bcdr schema` prints the same for editors.", ""]
    lines += _record("The plan", schema)
    for name, definition in schema["$defs"].items():
        lines += _record(name, definition)
    return "\n".join(lines)


def _record(name: str, definition: dict[str, Any]) -> Iterator[str]:
    record = next((d for d in definition.get("anyOf", ()) if "properties" in d), definition)
    if "properties" not in record:
        return
    yield from (f"## {name}", "", definition.get("description", ""), "", "| Field | What it says |", "|---|---|")
    required = record.get("required", ())
    for key, field in record["properties"].items():
        mark = " (required)" if key in required else ""
        yield f"| `{key}`{mark} | {_cell(str(field.get('description', '')))}{_linked(field)} |"
    yield ""


def _linked(field: dict[str, Any]) -> str:
    names = dict.fromkeys(re.findall(r"'#/\$defs/(\w+)'", str(field)))
    links = ", ".join(f"[{n}](#{n.lower()})" for n in names)
    return f": {links}" if links else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def options_table(command: Command) -> str:
    """Arguments and options of a command."""
    found = parameters_of(command.load()).values()
    if not found:
        return "It has no options."
    return "\n".join(
        ["| | |", "|---|---|", *(f"| {_spelled(p)} | {_cell(p.about.help)}{_default(p)} |" for p in found)]
    )


def _spelled(parameter: Parameter) -> str:
    about = parameter.about
    if not isinstance(about, Option):
        return f"`{about.metavar}`"
    value = "\\|".join(parameter.choices) or about.metavar
    return ", ".join(f"`{flag} {value}`" if value else f"`{flag}`" for flag in about.flags)


def _default(parameter: Parameter) -> str:
    return f" Default: `{parameter.default}`." if isinstance(parameter.default, str) else ""


def with_tables(text: str) -> str:
    """A page with every block `<!-- options: bcdr NAME -->` filled anew."""

    def filled(found: re.Match[str]) -> str:
        return f"{found[1]}\n{options_table(COMMANDS[found[2]])}\n{found[3]}"

    block = r"(<!-- options: bcdr ([a-z0-9 ]+) -->)\n(?:.*?\n)??(<!-- /options -->)"
    return re.sub(block, filled, text, flags=re.DOTALL)


if __name__ == "__main__":
    COMMANDS_PAGE.write_text(with_tables(COMMANDS_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
