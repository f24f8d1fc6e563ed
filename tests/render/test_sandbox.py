"""What a template of the user's own may do, and how it is told when it may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bcdr.errors import BcdrError
from bcdr.render import sandbox
from bcdr.render.template import filled

NAME = "report/document.html.j2"
THERE = "templates/report/document.html.j2"


LOOP = "{{% set ns = namespace(t='x') %}}\n{{% for i in range(40) %}}\n{{% set ns.t = {} %}}{{% endfor %}}\n"
SET = "{{% set ns = namespace(t='x') %}}\n{{% for i in range(40) %}}{{% set t %}}{}{{% endset %}}\n{{% set ns.t = t %}}{{% endfor %}}"
MACRO = """{% macro twice(t) %}{{ t }}{{ t }}{% endmacro %}
{% set ns = namespace(t='x') %}{% for i in range(40) %}
{% set ns.t = twice(ns.t) %}{% endfor %}"""


def said(folder: Path, text: str | bytes, name: str = NAME) -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BcdrError) as caught:
        filled(name, str(folder), {"document": {"title": "T"}})
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n{% if %}", f"{THERE}, line 2: Expected an expression, got 'end of statement block'"),
        ("a\n\n{{ documnt.title }}", f"{THERE}, line 3: there is nothing called documnt"),
        ("{% macro a(x) %}\n{{ x.foo.bar }}{% endmacro %}{{ a(document) }}", f"{THERE}, line 2: there is nothing called foo"),
        ("{{ document.__class__ }}", f"{THERE}, line 1: access to attribute '__class__'"),
        ("{{ ''|attr('__class__') }}", f"{THERE}, line 1: access to attribute '__class__'"),
        ("{{ self.__init__.__globals__ }}", f"{THERE}, line 1: access to attribute '__init__'"),
        ("{{ '{0.__class__}'.format(document) }}", f"{THERE}, line 1: access to attribute 'format'"),
        ("{% include 'nope.html' %}", "a template asks for nope.html, which there is not"),
        ("{% include '../plan.yaml' %}", "a template asks for ../plan.yaml, which there is not"),
        ("{% include '/etc/passwd' %}", "a template asks for /etc/passwd, which there is not"),
        (f"{{% include '{NAME}' %}}", f"{THERE}, line 1: it calls itself without an end"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", f"{THERE}, line 1: it calls itself without an end"),
        ("{% for i in range(10**9) %}{% endfor %}", f"{THERE}, line 1: Range too big"),
        ("{{ 'x' * 10**10 }}", f"{THERE}, line 1: * is not for this here"),
        ("{{ 10**10 * [1] }}", f"{THERE}, line 1: * is not for this here"),
        ("{{ 2**10000000000 }}", f"{THERE}, line 1: ** is not for this here"),
        ("{{ '%10000000000d' % 1 }}", f"{THERE}, line 1: % is not for this here"),
        ("{{ 'x'.center(10**10) }}", f"{THERE}, line 1: access to attribute 'center'"),
        ("{{ 'x'|center(10**10) }}", f"{THERE}, line 1: No filter named 'center'"),
        ("{{ lipsum(n=10**9) }}", f"{THERE}, line 1: there is nothing called lipsum"),
        (LOOP.format("ns.t ~ ns.t"), f"{THERE}, line 3: ~ is not for this here: it may give more than"),
        (LOOP.format("ns.t + ns.t"), f"{THERE}, line 3: + is not for this here: it may give more than"),
        (LOOP.format("[ns.t, ns.t]|join"), f"{THERE}, line 3: join is not for this here"),
        (LOOP.format("[ns.t, ns.t, 1]|map('string')|join"), f"{THERE}, line 3: join is not for this here"),
        (LOOP.format("ns.t|replace('x', 'xxx')"), f"{THERE}, line 3: replace is not for this here"),
        (LOOP.format("ns.t.replace('x', 'xx')"), f"{THERE}, line 3: access to attribute 'replace'"),
        (LOOP.format("ns.t.join(['a', 'b'])"), f"{THERE}, line 3: access to attribute 'join'"),
        (LOOP.format("ns.t|list + ns.t|list"), f"{THERE}, line 3: it makes more text than"),
        (LOOP.format("[ns.t, ns.t]") + "{{ ns.t }}", f"{THERE}, line 4: it prints a list, which is no text"),
        (LOOP.format("[ns.t, ns.t]") + "{{ ns.t ~ 1 }}", f"{THERE}, line 4: it prints a list, which is no text"),
        (LOOP.format("[ns.t, ns.t]") + "{{ ns.t|string }}", f"{THERE}, line 4: it prints a list, which is no text"),
        (LOOP.format("[ns.t, ns.t]") + "{{ ns.t|join }}", f"{THERE}, line 4: it prints a list, which is no text"),
        (LOOP.format("[ns.t, ns.t]") + "{{ {}[ns.t] }}", f"{THERE}, line 4: "),
        (LOOP.format("dict(a=ns.t, b=ns.t)") + "{{ ns.t }}", f"{THERE}, line 4: it prints a dict, which is no text"),
        ("{{ document|tojson(indent=10**9) }}", f"{THERE}, line 1: No filter named 'tojson'"),
        ("{{ [1]|random }}", f"{THERE}, line 1: No filter named 'random'"),
        ("{{ [[1]]|sum(start=[]) }}", f"{THERE}, line 1: sum is for numbers"),
        ("{{ 1.5|round(10**9, 'ceil') }}", f"{THERE}, line 1: round is not for this here"),
        (SET.format("{{ ns.t }}{{ ns.t }}"), f"{THERE}, line "),
        (MACRO, f"{THERE}, line "),
        ("{% set ns = namespace(n=9) %}{% for i in range(60) %}{% set ns.n = ns.n * ns.n %}{% endfor %}", f"{THERE}, line 1: * is not for this here"),
        ("{{ ((2**900)**900)**900 }}", f"{THERE}, line 1: ** is not for this here"),
        ("{{ {}['x' * 999999] }}", f"{THERE}, line 1: "),
        (b"caf\xe9", f"{THERE} is not UTF-8 text"),
        ("a".encode("utf-16"), f"{THERE} is not UTF-8 text"),
        ("", f"{THERE} is empty"),
        (" \n", f"{THERE} is empty"),
        ("x" * (sandbox.LARGEST + 1), f"{THERE} has more than 4 MiB"),
    ],
    ids=lambda v: ascii(v[:24]),
)  # fmt: skip
def test_a_fault_names_template_line_and_what_is_wrong(
    text: str | bytes, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "MOST", 20_000_000)
    found = said(tmp_path, text)
    assert found.startswith(message)
    assert len(found) < 500


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{% for i in range(99999) %}\n{{ 'x' * 9000 }}{% endfor %}", 3),
        ("{% block b %}\n{% for i in range(99999) %}{{ 'x' * 9000 }}{% endfor %}{% endblock %}", 2),
        (SET.format("{{ ns.t }}{{ ns.t }}"), 2),
        (MACRO, 1),
    ],
    ids=["page", "block", "set", "macro"],
)
def test_what_a_template_writes_has_an_end(
    text: str, line: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "MOST", 20_000_000)
    assert said(tmp_path, text) == f"{THERE}, line {line}: it makes more text than a document can hold"


def test_each_document_has_the_whole_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST", 4000)
    (tmp_path / "a.j2").write_text("{{ 'x' * 1000 ~ 'y' }}")
    assert [len(filled("a.j2", str(tmp_path), {})) for _ in range(3)] == [1001] * 3


def test_a_loop_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "STEPS", 20_000)
    text = "\n{% for i in range(9999) %}\n{% for j in range(9999) %}\n{% endfor %}{% endfor %}"
    found = said(tmp_path, text)
    assert found.startswith(f"{THERE}, line ")
    assert "it does not come to an end" in found


def test_our_own_templates_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "STEPS", 0)
    (tmp_path / "theme.yaml").write_text("brand: '#7a1f3d'")
    assert filled("plan/solo/gitignore.j2", str(tmp_path), {}) == filled("plan/solo/gitignore.j2", None, {})


@pytest.mark.parametrize("target", ["outside", "gone", "circle", "folder", "pipe", "abroad"])
def test_what_is_no_file_of_the_folder_is_not_read(target: str, tmp_path: Path) -> None:
    folder, file = tmp_path / "templates", tmp_path / "templates" / NAME
    file.parent.mkdir(parents=True)
    (tmp_path / "secret").write_text("root:x:0:0")
    if target == "outside":
        file.symlink_to(tmp_path / "secret")
    elif target == "gone":
        file.symlink_to(folder / "nowhere")
    elif target == "circle":
        file.symlink_to(file)
    elif target == "folder":
        file.mkdir()
    elif target == "pipe":
        os.mkfifo(file)
    else:
        file.parent.rmdir()
        file.parent.symlink_to(tmp_path)
        (tmp_path / file.name).write_text("root:x:0:0")
    with pytest.raises(BcdrError) as caught:
        filled(NAME, str(folder), {"document": {}})
    link = f"{THERE} is a link that leads out of templates/"
    assert caught.value.message == (link if target in {"outside", "abroad"} else f"{THERE} is not a file")


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text("hello")
    (tmp_path / "b.j2").symlink_to(tmp_path / "a.j2")
    assert filled("b.j2", str(tmp_path), {}) == "hello"


def test_a_template_that_was_added_or_taken_away_is_noticed(tmp_path: Path) -> None:
    ours = filled("plan/solo/gitignore.j2", str(tmp_path), {})
    own = tmp_path / "plan" / "solo" / "gitignore.j2"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    assert filled("plan/solo/gitignore.j2", str(tmp_path), {}) == "mine"
    own.unlink()
    assert filled("plan/solo/gitignore.j2", str(tmp_path), {}) == ours
