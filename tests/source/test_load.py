"""What comes out of a load: a placed plan, or findings; and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.finding import Severity
from bcdr.model.plan import Plan
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

HEAD = "bcdr: 1\norganization: {name: Corner Shop}\n"


def plan_of(text: str) -> Plan:
    loaded = load(from_texts({"plan.yaml": HEAD + text}))
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def test_every_entry_knows_its_place() -> None:
    plan = plan_of(
        "datastores: {sales: {copies: {nightly: {kind: dump}}}}\n"
        "communication: {notify: {boss: {audience: boss}}}\n"
        "dpias: {one: {title: One, measures: {lock: {title: Lock}}}}\n"
    )
    assert plan.datastores["sales"].copies["nightly"].ref == "datastores/sales/copies/nightly"
    assert plan.communication is not None
    assert plan.communication.notify["boss"].id == "boss"
    assert plan.dpias["one"].measures["lock"].path == ("dpias", "one", "measures", "lock")


def test_a_problem_is_a_finding_with_everything_a_reader_needs() -> None:
    (problem,) = load(from_texts({"plan.yaml": HEAD + "roles:\n  lead: {holder: ada}\n"}, root="plans/shop")).problems
    assert (problem.rule, problem.severity, problem.object) == ("broken-reference", Severity.ERROR, "roles/lead")
    assert (problem.at, problem.fix, problem.cause) == (("roles", "lead", "holder"), "no", "roles.lead.holder.ada")
    assert problem.location is not None
    assert (problem.location.file, problem.location.line, problem.location.column) == ("plans/shop/plan.yaml", 4, 18)
    assert (problem.location.excerpt, problem.location.width) == ("  lead: {holder: ada}", 3)


def test_problems_are_in_the_order_of_files_and_lines() -> None:
    files = {"plan.yaml": HEAD + "x: 1\n", "b.yaml": "people: {b: {}}\ny: 1\n", "a.yaml": "people: {a: {q: 1}}\n"}
    places = [(p.location.file, p.location.line) for p in load(from_texts(files)).problems if p.location]
    assert places == [("plan.yaml", 3), ("a.yaml", 1), ("a.yaml", 1), ("b.yaml", 1), ("b.yaml", 2)]


def test_problems_of_one_object_have_ids_of_their_own() -> None:
    text = "services: {till: {rto: x, rpo: y, colour: z, owner: q, depends_on: [a, b]}}\n"
    problems = load(from_texts({"plan.yaml": HEAD + text})).problems
    assert len({p.id for p in problems}) == len(problems) == 6


LABELS = "places: {hall: {site: main-st, storage: disk-1, account: acc, admin: root}}\ndatastores: {sales: {engine: mysql 8}}\n"


@pytest.mark.parametrize("ref", ["site/main-st", "storage/disk-1", "account/acc", "admin/root", "software/mysql 8"])
def test_labels_can_be_named(ref: str) -> None:
    plan_of(LABELS + f"scenarios: {{fire: {{loses: ['{ref}']}}}}\n")


def test_an_unknown_label_is_a_broken_reference() -> None:
    (problem,) = load(from_texts({"plan.yaml": HEAD + LABELS + "scenarios: {fire: {loses: [site/mainst]}}\n"})).problems
    assert problem.help == "did you mean site/main-st?"


@given(st.lists(st.sampled_from(["people", "services", "policy", "bcdr", "x", "communication"]), max_size=4), st.data())
def test_no_shape_of_data_raises(keys: list[str], data: st.DataObject) -> None:
    import yaml

    leaf = st.sampled_from(["", "a", "4h", "unknown", "none", "1", "roles/x"])
    word = st.sampled_from(["name", "ada", "rto", "depends_on", "impact", "on", "templates", "rules", "x y", "1"])
    value = st.recursive(leaf, lambda v: st.lists(v, max_size=2) | st.dictionaries(word, v, max_size=3), max_leaves=8)
    text = yaml.safe_dump({k: data.draw(value) for k in keys})
    loaded = load(from_texts({"plan.yaml": text, "a.private.yaml": text}))
    assert (loaded.plan is None) == bool(loaded.problems)
    assert all(p.location for p in loaded.problems)


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "plan.yaml").write_bytes(content)
        loaded = load(read_folder(folder))
    assert loaded.plan is None
    assert loaded.problems


def test_a_file_made_to_hurt_ends_soon() -> None:
    many = "".join(f"    k{i}: x\n" for i in range(5_000))
    problems = load(from_texts({"plan.yaml": HEAD + "services:\n  till:\n" + many})).problems
    assert len(problems) == 2_001
    assert problems[0].message == "3000 more values of this plan do not fit"


def test_only_so_many_broken_ids_get_a_suggestion() -> None:
    roles = "".join(f"  r{i}: {{holder: adda-{i}}}\n" for i in range(300))
    problems = load(from_texts({"plan.yaml": HEAD + "people: {adda: {name: Ada}}\nroles:\n" + roles})).problems
    assert sum(p.help == "did you mean adda?" for p in problems) == 200
    assert len(problems) == 300


def test_of_a_key_written_twice_the_first_is_read_and_marked() -> None:
    text = HEAD + "people: {ada: {nam: Ada}}\npeople: {ben: {name: Ben}}\n"
    places = [(p.rule, p.location.line) for p in load(from_texts({"plan.yaml": text})).problems if p.location]
    assert places == [("unknown-key", 3), ("duplicate-key", 4)]


def test_loading_imports_nothing_heavy() -> None:
    heavy = ("pydantic", "jinja2", "weasyprint", "mkdocs", "typer", "difflib", "bcdr.source.strict", "subprocess")
    code = (
        "import sys; from bcdr.source.folder import read_folder; from bcdr.source.load import load;"
        "assert load(read_folder('tests/real/contingency')).plan;"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
