"""A lint as a JUnit report: a suite for each plan, a test case for each rule, as CI servers show tests.

A rule with an open error or warning is a failure; notes, and what a person accepted or the baseline lists, stand in its
output. A rule that did not run is skipped with the reason. A plan that could not be loaded is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from bcdr.finding import Finding, Severity
from bcdr.render.concise import place, word
from bcdr.render.terminal import escaped
from bcdr.render.text import acceptance, checks, counts, gone
from bcdr.report.lint import Lint
from bcdr.report.rulebook import Rulebook


def junit(lints: Sequence[Lint], book: Rulebook) -> str:
    """All plans of a run; ASCII, so that the encoding of the terminal does not matter."""
    root = ET.Element("testsuites", {"name": "bcdr lint"})
    for lint in lints:
        root.append(_suite(lint, book))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return made.decode()


def _suite(lint: Lint, book: Rulebook) -> ET.Element:
    suite = ET.Element("testsuite", {"name": _clean(lint.plan)})
    if lint.is_loaded:
        cases = [_checked(lint, rule, book) for rule in _rules(lint)]
        cases += [_skipped(rule, why, book) for why, names in lint.left_out for rule in names]
    else:
        cases = _not_loaded(lint)
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("tests", str(len(cases)))
    suite.set("time", "0")
    suite.set("timestamp", f"{lint.as_of.isoformat()}T00:00:00")
    suite.extend(cases)
    said = (f"{lint.plan} as of {lint.as_of.isoformat()}: {counts(lint)}", checks(lint), gone(lint))
    _said(suite, [line for line in said if line])
    return suite


def _rules(lint: Lint) -> Iterable[str]:
    """The rules that ran, and any other that a finding names, so that no finding is lost."""
    return dict.fromkeys((*lint.checked, *(f.rule for f in lint.findings)))


def _case(name: str, family: str) -> ET.Element:
    return ET.Element("testcase", {"name": _clean(name), "classname": f"bcdr.{family}", "time": "0"})


def _family(rule: str, book: Rulebook) -> str:
    return book.lessons[rule].family if rule in book.lessons else "other"


def _checked(lint: Lint, rule: str, book: Rulebook) -> ET.Element:
    case = _case(rule, _family(rule, book))
    found = [f for f in lint.findings if f.rule == rule]
    faults = [f for f in found if f.is_open and f.severity is not Severity.INFO]
    if faults:
        worst = max(f.severity for f in faults).word
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        failure = ET.SubElement(case, "failure", {"type": worst, "message": _clean(faults[0].message + more)})
        failure.text = _text(line for f in faults for line in _lines(lint, f))
    _said(case, [line for f in found if f not in faults for line in _lines(lint, f)])
    return case


def _skipped(rule: str, why: str, book: Rulebook) -> ET.Element:
    case = _case(rule, _family(rule, book))
    ET.SubElement(case, "skipped", {"message": f"not checked: {why}"})
    return case


def _not_loaded(lint: Lint) -> list[ET.Element]:
    case = _case("plan-can-be-loaded", "integrity")
    words = f"{counts(lint)} in the text: the plan could not be loaded"
    error = ET.SubElement(case, "error", {"type": "error", "message": words})
    error.text = _text(line for f in lint.findings for line in _lines(lint, f))
    rules = _case("rules", "integrity")
    ET.SubElement(rules, "skipped", {"message": checks(lint)})
    return [case, rules]


def _lines(lint: Lint, finding: Finding) -> Iterable[str]:
    yield f"{place(lint, finding)}: {word(finding)}[{finding.rule}] {finding.message}"
    if finding.help:
        yield f"  what to do: {finding.help}"
    if finding.waiver:
        yield f"  {acceptance(finding.waiver)}"


def _said(parent: ET.Element, lines: Sequence[str]) -> None:
    if lines:
        ET.SubElement(parent, "system-out").text = _text(lines)


def _text(lines: Iterable[str]) -> str:
    return "\n".join(map(_clean, lines))


def _clean(text: str) -> str:
    """`text` without characters that XML 1.0 refuses; control and bidirectional ones are written out."""
    return escaped(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
