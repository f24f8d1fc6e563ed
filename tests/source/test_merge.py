"""Many files, one plan: the union of all collections, overlays last, and nothing silently twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.finding import Finding
from bcdr.source.load import Loaded, load
from bcdr.source.snapshot import from_texts

HEAD = "bcdr: 1\norganization: {name: Corner Shop}\n"


def read(**files: str) -> Loaded:
    return load(from_texts({"plan.yaml": HEAD, **{f"{n.replace('__', '.')}.yaml": t for n, t in files.items()}}))


def said(loaded: Loaded) -> list[tuple[str, str, int]]:
    return [(p.rule, _file(p), p.location.line if p.location else 0) for p in loaded.problems]


def _file(finding: Finding) -> str:
    return finding.location.file if finding.location else ""


def test_collections_are_united_over_files() -> None:
    plan = read(a="people: {ada: {name: Ada}}", b="people: {ben: {name: Ben}}").plan
    assert plan is not None
    assert list(plan.people) == ["ada", "ben"]
    assert plan.people["ben"].ref == "people/ben"


def test_a_record_may_be_spread_field_by_field() -> None:
    plan = read(
        a="communication: {first_notice: 30m}", b="communication: {templates: {hi: {audience: all, text: x}}}"
    ).plan
    assert plan is not None
    assert plan.communication is not None
    assert plan.communication.first_notice is not None
    assert plan.communication.templates["hi"].path == ("communication", "templates", "hi")


def test_an_id_twice_names_both_places() -> None:
    loaded = read(a="people:\n  ada: {name: Ada}\n", b="\npeople:\n  ada: {name: Other}\n")
    (problem,) = loaded.problems
    assert problem.rule == "broken-reference"
    assert problem.message == "people/ada is defined twice; the first one is in a.yaml, line 2"
    assert said(loaded) == [("broken-reference", "b.yaml", 3)]


def test_a_field_of_a_record_twice() -> None:
    assert said(read(a="organization:\n  name: Other\n")) == [("duplicate-key", "a.yaml", 2)]


def test_the_version_may_stand_in_every_file() -> None:
    assert read(a="bcdr: 1\npeople: {}\n").plan is not None
    assert said(read(a="bcdr: 2\npeople: {}\n")) == [("duplicate-key", "a.yaml", 1)]


def test_overlays_merge_maps_and_replace_the_rest() -> None:
    plan = read(
        people="people: {ada: {name: Ada, skills: [a, b], contacts: [{kind: phone, kept_in: safe}]}, ben: {name: Ben}}",
        people__private="people: {ada: {skills: [c], contacts: [{kind: phone, value: '1'}]}, eve: {name: Eve}}",
    ).plan
    assert plan is not None
    ada = plan.people["ada"]
    assert (ada.name, ada.skills, ada.contacts[0].value, ada.contacts[0].kept_in) == ("Ada", ("c",), "1", None)
    assert list(plan.people) == ["ada", "ben", "eve"]


def test_a_fault_in_an_overlay_is_found_in_the_overlay() -> None:
    files = {
        "people": "people: {ada: {name: Ada, leaves_on: 2026-01-01}}",
        "people__private": "people:\n ada:\n  leaves_on: x",
    }
    assert said(read(**files)) == [("invalid-value", "people.private.yaml", 3)]


def test_a_fault_below_an_overlay_is_found_in_the_file() -> None:
    files = {"people": "people:\n  ada: {name: Ada, leaves_on: x}", "people__private": "people:\n ada:\n  title: x"}
    assert said(read(**files)) == [("invalid-value", "people.yaml", 2)]


def test_a_file_that_is_not_of_a_plan_is_named_once() -> None:
    (problem,) = read(compose="services_of_mine: {}\nnetworks: {}\nvolumes: {}\nx: y\n").problems
    assert problem.message == "no key in this file belongs to a plan (services_of_mine, networks, volumes, …)"


def test_a_misspelled_collection_breaks_no_reference() -> None:
    loaded = read(a="peopel: {ada: {name: Ada}}\nroles: {lead: {holder: ada}}\n")
    assert [(p.rule, p.help) for p in loaded.problems] == [("unknown-key", "did you mean people?")]


def test_references_wait_for_a_file_that_cannot_be_read() -> None:
    loaded = read(a="people: {ada: {name: Ada}", b="roles: {lead: {holder: ada, duty: [x]}}")
    assert [p.rule for p in loaded.problems] == ["yaml-syntax", "invalid-value"]
    assert loaded.plan is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "plan.yaml is empty"),
        ("# nothing\n", "plan.yaml is empty"),
        ("organization: {name: x}", "plan.yaml does not say its version"),
        ("bcdr: 2\norganization: {name: x}", "this plan is in version 2 of the format; this program reads version 1"),
        (
            "bcdr: one\norganization: {name: x}",
            "this plan is in version one of the format; this program reads version 1",
        ),
        ("bcdr: unknown\norganization: {name: x}", "this plan is in version unknown of the format"),
    ],
)
def test_the_version(text: str, message: str) -> None:
    problems = load(from_texts({"plan.yaml": text})).problems
    assert next(p.message for p in problems if p.rule == "unsupported-version").startswith(message)


PARTS = [
    "people: {ada: {name: Ada}, ben: {name: Ben}}",
    "people: {eve: {name: Eve}}",
    "roles: {lead: {holder: ada, deputies: [eve]}}",
    "places: {office: {site: main}}",
    "services: {till: {name: Till, owner: lead, at: office}}",
    "policy: {profile: std}",
    "policy: {classification: internal}",
]


NAMES = ["b", "a", "d/c", "z", "e", "x/y/z", "f"]


@given(st.permutations(PARTS), st.permutations(NAMES))
def test_no_order_of_files_changes_the_plan(parts: list[str], names: list[str]) -> None:
    usual = {f"{i}.yaml": p for i, p in enumerate(PARTS)}
    permuted = {f"{n}.yaml": p for n, p in zip(names, parts, strict=True)}
    plan = load(from_texts({**permuted, "plan.yaml": HEAD})).plan
    assert plan is not None
    assert plan == load(from_texts({"plan.yaml": HEAD, **usual})).plan


@given(st.permutations([HEAD.splitlines()[0], HEAD.splitlines()[1], *PARTS[:1], *PARTS[2:6]]))
def test_no_order_of_keys_changes_the_plan(lines: list[str]) -> None:
    text = "\n".join(lines).replace("eve", "ben")
    plan = load(from_texts({"plan.yaml": text})).plan
    assert plan is not None
    assert plan.people["ada"].path == ("people", "ada")
    assert plan == load(from_texts({"plan.yaml": "\n".join(sorted(lines)).replace("eve", "ben")})).plan
