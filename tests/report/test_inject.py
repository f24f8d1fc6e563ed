"""Messages of a tabletop: each has a condition on the plan, and says what the plan answers, or that it does not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.pack.choice import TEMPLATES
from bcdr.report.pack.inject import access, business, data, decide, people, privacy, talk, twist, vendor
from bcdr.report.pack.inject.template import Draft
from bcdr.report.pack.situation import Situation
from bcdr.report.pack.weak import named
from bcdr.rules.registry import rule_named

OfText = Callable[[str], Audit]
FAMILIES = (decide, people, access, data, vendor, talk, privacy, business, twist)
BY_ID = {t.id: t for t in TEMPLATES}

SHOP = """
people: {ada: {name: Ada, contacts: [{kind: phone}]}, ben: {name: Ben, contacts: [{kind: mobile, out_of_band: yes}]}}
roles: {lead: {name: Lead, holder: ada, deputies: [ben], powers: [declare]}}
places: {hall: {site: hall-1, storage: s1, provider: host}, safe: {site: bank, offline: yes}}
vendors: {host: {name: Host}}
services: {shop: {name: Shop, tier: 1, owner: lead, public: yes, rto: 4h, mtpd: 24h, depends_on: [datastores/db, vendors/host], at: places/hall}}
datastores: {db: {name: Orders, at: places/hall, size: 10GB, copies: {n: {kind: dump, at: places/safe, every: 1d}}}}
scenarios:
  datacentre-fire: {applicable: yes, loses: [site/hall-1], runbooks: [back], owner: lead}
"""
BACK = """
runbooks:
  back: {title: Bring it back, owner: lead, recovers: [datastores/db, services/shop],
         steps: [{do: Stop it, kind: freeze, by: lead}, {do: load it, kind: restore, by: lead}]}
"""
FIRE = "datacentre-fire"


def plan(*more: str, without: tuple[tuple[str, str], ...] = ()) -> str:
    text = SHOP + BACK + "".join(more)
    for old, new in without:
        assert old in text, old
        text = text.replace(old, new)
    return text


def drafts(audit: Audit, template: str, scenario: str) -> list[Draft]:
    weak = named(audit, scenario)
    assert weak is not None
    return list(BY_ID[template].drafts(Situation(audit, weak.cover, weak.play)))


CASES: dict[str, tuple[str, str, str, list[str]]] = {
    # template, scenario, plan, what is said; a line that begins with ? is a gap
    "the decider has a deputy": (
        "decider-away", FIRE, plan(), ["Deputies, in this order: Ben."],
    ),
    "the decider has none": (
        "decider-away", FIRE, plan(without=(("deputies: [ben], ", ""),)),
        ["?The plan names nobody who decides when Ada is away."],
    ),
    "two must agree": (
        "quorum", FIRE, plan("activation: {decided_by: [{role: lead, quorum: 2}]}\n"),
        ["2 of Lead (Ada) must agree; the plan names 2.", "?The plan does not say what happens when too few"],
    ),
    "one is enough": ("quorum", FIRE, plan("activation: {decided_by: [lead]}\n"), []),
    "a limit to what may be spent": (
        "spending", FIRE, plan(without=(("powers: [declare]", "powers: [declare, spend], spend_limit: 1000 EUR"),)),
        ["Lead (Ada) may spend up to 1,000 EUR.", "?The plan names nobody who may spend more."],
    ),
    "nobody may spend": ("spending", FIRE, plan(), ["?The plan gives nobody authority over money."]),
    "money is asked for": (
        "demand", "ransomware", plan(without=(("scenarios:", "scenarios:\n  ransomware: {applicable: yes}"),)),
        ["?The plan does not say whether you would pay"],
    ),
    "a remark says whether to pay": (
        "demand", "ransomware", plan(without=(("scenarios:", "scenarios:\n  ransomware: {applicable: yes, note: We do not pay.}"),)),
        ["Remark at the scenario: We do not pay."],
    ),
    "nobody asks for money after a fire": ("demand", FIRE, plan(), []),
    "a shift has an end": (
        "hand-over", FIRE, plan("activation: {shift_limit: 6h}\n"), ["A shift lasts 6 h at most.", "Could take over: Ben."],
    ),
    "no shift, no relief": (
        "hand-over", FIRE, plan(without=(("deputies: [ben], ", ""),)),
        ["?The plan sets no limit to a shift.", "?The plan names nobody who could take over the lead."],
    ),
    "an end that is declared": (
        "stand-down", FIRE, plan("activation: {stand_down: The lead says so., review_within: 14d}\n"),
        ["The end: The lead says so.", "The review is due within 14 d."],
    ),
    "a log that is nowhere": ("log", FIRE, plan(), ["?The plan does not say where decisions are written down."]),
    "one person for a step": (
        "only-one-knows", FIRE, plan(without=(("deputies: [ben], ", ""),)), ["?The plan names nobody else for"],
    ),
    "two people for a step": ("only-one-knows", FIRE, plan(), []),
    "a deputy without practice": (
        "deputy-steps-in", FIRE, plan(),
        ["Ben stands in for the role Lead.", "?No drill of this runbook is on record in which Ben took part."],
    ),
    "a deputy with practice": (
        "deputy-steps-in", FIRE,
        plan("drills: {d: {type: walkthrough, covers: [runbooks/back], occurred: 2026-05-01, result: passed, led_by: ben}}\n"),
        ["Ben stands in for the role Lead.", "Ben last took part in a drill of this runbook on 2026-05-01."],
    ),
    "nobody can be reached from outside": (
        "no-way-to-reach", FIRE, plan(),
        ["?The plan has phone of Ada, none of which is said to work without your own systems."],
    ),
    "everybody can": ("no-way-to-reach", FIRE, plan(without=(("[{kind: phone}]", "[{kind: phone, out_of_band: yes}]"),)), []),
    "a copy of the plan outside": (
        "numbers", FIRE, plan("kept: {print: {at: safe, as: print, occurred: 2026-11-01}}\n"),
        ["A copy with contacts: print, safe, made 2026-11-01."],
    ),
    "a copy of the plan inside": (
        "numbers", FIRE, plan("kept: {print: {at: hall, as: print, occurred: 2026-11-01}}\n"),
        ["?No copy with the contacts is shown to be out of reach of this scenario."],
    ),
    "no copy of the plan": ("numbers", FIRE, plan(), ["?The plan names no copy of itself outside your own systems."]),
    "an old print": (
        "old-paper", FIRE,
        plan("kept: {print: {at: safe, occurred: 2026-01-01}}\nversions: {v2: {occurred: 2026-03-01, changed: new runbook}}\n"),
        ["This copy was made on 2026-01-01, 324 days ago.", "?Since then the plan changed: new runbook."],
    ),
    "a new print": ("old-paper", FIRE, plan("kept: {print: {at: safe, occurred: 2026-11-01}}\n"), []),
    "somebody leaves": (
        "leaver", FIRE, plan(without=(("ada: {name: Ada", "ada: {leaves_on: 2027-01-31, name: Ada"),)),
        ["?No handover by Ada is written down."],
    ),
    "how few are enough": (
        "too-few", FIRE, plan(without=(("rto: 4h", "rto: 4h, minimum_staff: 3, mbco: orders by phone"),)),
        ["Shop needs at least 3 people to run at its least level.", "The least acceptable level is: orders by phone."],
    ),
    "a login without a sealed copy": (
        "second-factor", FIRE,
        plan("credentials: {root: {name: Root, holders: [ada], mfa: yes}}\n", without=(("title: Bring", "needs: [credentials/root], title: Bring"),)),
        ["?The plan names nobody but Ada who holds it.", "?The plan names no sealed copy of it."],
    ),
    "a seal that nobody checked": (
        "sealed-refused", FIRE,
        plan("credentials: {root: {name: Root, holders: [ada], break_glass: {place: safe}}}\n",
             without=(("title: Bring", "needs: [credentials/root], title: Bring"),)),
        ["?The plan does not say that anybody ever checked this seal.", "Who holds the login: Ada."],
    ),
    "a door without hours": (
        "closed-door", FIRE, plan("kept: {print: {at: safe, occurred: 2026-11-01}}\n"),
        ["?The plan does not say when the place can be entered"],
    ),
    "a key that is nowhere": (
        "key", FIRE, plan(without=(("every: 1d", "every: 1d, encrypted: yes"),)),
        ["?The plan does not say where the key is."],
    ),
    "a key elsewhere": (
        "key", FIRE, plan(without=(("every: 1d", "every: 1d, encrypted: {key: {at: places/safe, holders: [ada, ben], tested: 2026-10-01}}"),)),
        ["The key is here: safe; last used on 2026-10-01."],
    ),
    "a copy in the same hall": (
        "copy-falls", FIRE, plan(without=(("n: {kind: dump, at: places/safe", "m: {kind: dump, at: places/hall}, n: {kind: dump, at: places/safe"),)),
        ["By the plan: ", "Left by the plan: n (safe)."],
    ),
    "no copy elsewhere": (
        "nothing-left", FIRE, plan(without=(("at: places/safe, every", "at: places/hall, every"),)), ["?By the plan: "],
    ),
    "never restored": ("never-restored", FIRE, plan(), ["?No restore of Orders has passed so far.", "The way back is written here: Bring it back."]),
    "restored once": (
        "never-restored", FIRE, plan("drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed}}\n"), [],
    ),
    "no time is known": (
        "how-long", FIRE, plan(), ["?The plan gives no time: ", "?No drill has measured this way back.", "Promised: 4 h.", "Longest tolerable time: 1 d."],
    ),
    "no step that checks": ("wrong-count", FIRE, plan(), ["?The runbook has no step that checks what came back."]),
    "a step that checks": (
        "wrong-count", FIRE, plan(without=(("kind: restore, by: lead}]", 'kind: restore, by: lead}, {do: Count them, kind: verify, expect: "10"}]'),)),
        ["It is checked in this step: Count them. Expected: 10", "?The runbook does not say what to do when the check fails."],
    ),
    "what is missing": (
        "what-is-missing", FIRE, plan(without=(("rto: 4h", "rto: 4h, rpo: 1h"), ("every: 1d", "every: 1d, duration: 1h, keep: 30d, last_success: 2026-11-20"))),
        ["By design at most 25 h is missing.", "Promised: at most 1 h.", "?The plan names no second source"],
    ),
    "no place to restore onto": ("where-to", FIRE, plan(), ["?The runbook names no place to restore onto."]),
    "a place to restore onto": (
        "where-to", FIRE, plan(without=(("owner: lead, recovers", "target: {what: spare server, lead_time: 4h}, owner: lead, recovers"),)),
        ["It is restored onto: spare server.", "That is ready after 4 h."],
    ),
    "writing is stopped": ("somebody-restarts", FIRE, plan(), ["Writing is stopped in this step: Stop it."]),
    "no success on record": (
        "newest-copy", FIRE, plan(), ["?The plan records no success of n.", "?Nobody is named who notices when it fails."],
    ),
    "who was erased": (
        "erased-again", FIRE, plan(without=(("size: 10GB", "size: 10GB, personal: ordinary"),)),
        ["?The plan does not say how erasures are applied again after a restore."],
    ),
    "a vendor nobody can reach": (
        "silent", FIRE, plan(), ["?The plan names no way to reach Host in an emergency.", "?The plan does not say when its support answers."],
    ),
    "a vendor without a promise": (
        "promise", FIRE, plan(),
        ["?No time to be back is on record in the contract.", "Shop is promised within 4 h.", "?The plan does not say what to do while Host is down."],
    ),
    "no first notice": (
        "first-notice", FIRE, plan(),
        ["?The plan sets no time for the first notice.", "?The plan names no channel to customers that is left.", "?No text for customers is prepared."],
    ),
    "a first notice": (
        "first-notice", FIRE,
        plan("channels: {page: {name: Page, kind: status-page, audience: customers}}\n"
             "communication: {first_notice: 30m, templates: {first: {audience: customers, text: Sorry}}}\n"),
        ["The first notice is due after 30 min.", "Over: Page.", "A prepared text lies at communication/templates/first."],
    ),
    "a page in the same hall": (
        "page-down", FIRE, plan("channels: {page: {name: Page, kind: status-page, audience: customers, direction: outward, at: places/hall}}\n"),
        ["?The plan names nothing to use instead."],
    ),
    "a page elsewhere": (
        "page-down", FIRE, plan("channels: {page: {name: Page, kind: status-page, audience: customers, direction: outward, at: places/safe}}\n"), [],
    ),
    "a chat in the same hall": (
        "chat-down", FIRE, plan("channels: {chat: {name: Chat, kind: chat, audience: responders, direction: internal, at: places/hall}}\n"),
        ["?The plan names nothing that works instead."],
    ),
    "no chat at all": ("chat-down", FIRE, plan(), ["?The plan names no channel for those who respond."]),
    "a deadline without a person": (
        "who-was-told", FIRE, plan("communication: {notify: {insurer: {audience: insurer, within: 24h}}}\n"),
        ["To be told within 1 d after its discovery.", "?The plan names nobody who tells them."],
    ),
    "a breach without a decider": (
        "clock", FIRE, plan(without=(("size: 10GB", "size: 10GB, personal: {level: ordinary, people: 1200}"),)),
        ["Orders: about 1,200 people.", "?The plan does not say who decides whether the authority is told.", "?The plan does not say which authority"],
    ),
    "no personal data, no clock": ("clock", FIRE, plan(), []),
    "data of others": (
        "on-behalf", FIRE,
        plan("processing: {p: {title: Letters, role: processor, datastores: [db]}}\n", without=(("size: 10GB", "size: 10GB, personal: ordinary"),)),
        ["?The plan does not say for whom."],
    ),
    "no way by hand": ("by-hand", FIRE, plan(), ["?The plan names no way to go on without Shop."]),
    "a way by hand": (
        "by-hand", FIRE, plan(without=(("rto: 4h", "rto: 4h, fallback: Write it down"),)),
        ["By hand: Write it down", "?It was never tried, as far as the plan says."],
    ),
    "it is the season": (
        "season", FIRE, plan(without=(("rto: 4h", "rto: 4h, busy: [{from: 11-15, to: 12-24, rto: 2h, note: Christmas}]"),)),
        ["In that season Shop is promised within 2 h, else 4 h."],
    ),
    "a second blow": (
        "second-blow", FIRE, plan(), ["?By the survival analysis this is fatal together with what has happened: Orders"],
    ),
    "another disaster": (
        "another-disaster", FIRE, plan(without=(("at: places/safe, every", "at: places/hall, every"), ("[site/hall-1]", "[people/ada]"))),
        ["?By the survival analysis this alone is fatal to Orders."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("template", "scenario", "text", "expected"), CASES.values(), ids=CASES)
def test_what_a_plan_answers(template: str, scenario: str, text: str, expected: list[str], of_text: OfText) -> None:
    found = drafts(of_text(text), template, scenario)
    if not expected:
        assert found == []
        return
    said = [("?" if a.is_gap else "") + a.text for a in found[0].answers]
    for line in expected:
        assert any(s.startswith(line) for s in said), (line, said)


def test_templates_have_names_of_their_own() -> None:
    assert len(BY_ID) == len(TEMPLATES)
    assert 30 <= len(TEMPLATES) <= 80
    assert sum(len(f.TEMPLATES) for f in FAMILIES) == len(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
def test_a_template_tests_something_and_names_rules_that_exist(template: object) -> None:
    one = next(t for t in TEMPLATES if t is template)
    assert one.tests[0].isupper()
    assert not one.tests.endswith(".")
    assert [r for r in one.rules if rule_named(r) is None] == []


@pytest.fixture(scope="module")
def everything() -> dict[str, list[Draft]]:
    """What all templates make of both example companies, in all their scenarios, and of a plan without anything."""
    from bcdr.model.catalogue import SCENARIOS

    from .conftest import _audited

    found: dict[str, list[Draft]] = {}
    for company in ("harbour-books", "corner-dental"):
        audit = _audited(company)
        for id_ in SCENARIOS:
            weak = named(audit, id_)
            assert weak is not None
            situation = Situation(audit, weak.cover, weak.play)
            for template in TEMPLATES:
                found.setdefault(template.id, []).extend(template.drafts(situation))
    return found


RARE = {
    "quorum",
    "leaver",
    "nobody-wrote",
    "nothing-left",
    "no-way-to-reach",
    "slow-line",
    "login-service",
    "chat-down",
    "old-paper",
}
"""What good plans give no reason for; the table above has them, or plans made at random do."""


def test_every_template_has_material_somewhere(everything: dict[str, list[Draft]]) -> None:
    assert {id_ for id_, found in everything.items() if not found} <= RARE


def test_messages_read_well(everything: dict[str, list[Draft]]) -> None:
    for id_, found in everything.items():
        for draft in found:
            assert draft.text[0].isupper() or not draft.text[0].isalpha(), (id_, draft.text)
            assert draft.text.rstrip("'”")[-1] in ".?!", (id_, draft.text)
            assert "  " not in draft.text, (id_, draft.text)
            assert not re.search(r"\b(None|\{|\})", draft.text), (id_, draft.text)
            assert 20 < len(draft.text) < 420, (id_, draft.text)
            assert draft.answers, id_
            assert all(a.text for a in draft.answers), id_
            assert draft.to, id_
            assert draft.sender, id_
