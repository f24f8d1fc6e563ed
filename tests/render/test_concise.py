"""One line a finding."""

from __future__ import annotations

from bcdr.finding import WaiverNote
from bcdr.render.concise import concise
from tests.render.conftest import finding, lint


def test_lines() -> None:
    accepted = finding(location=None)._replace(waiver=WaiverNote("w", "r", "a", None))
    assert concise(lint(finding(), accepted)).splitlines() == [
        "plans/shop/data.yaml:14:3: error[backup-same-site] every backup of orders-db is at its own site",
        "plans/shop: accepted[backup-same-site] every backup of orders-db is at its own site",
        "plans/shop: 1 error, 1 accepted; 2 rules checked",
    ]


def test_what_the_baseline_lists_is_only_counted() -> None:
    assert concise(lint(finding(is_known=True), gone=(("a", "b", ""),))).splitlines() == [
        "plans/shop: 1 known; 2 rules checked",
        "plans/shop: 1 entry of the baseline is gone: write it again",
    ]


def test_not_loaded() -> None:
    assert concise(lint(is_loaded=False)).endswith("rules NOT run")


def test_a_message_stays_on_its_line() -> None:
    assert len(concise(lint(finding(message="a\nb\x1b[2J"))).splitlines()) == 2
