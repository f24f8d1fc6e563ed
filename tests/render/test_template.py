"""Templates of the user's own: they win file by file, run in a sandbox, and their faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bcdr.errors import BcdrError
from bcdr.render.html import html
from bcdr.render.look import Look
from bcdr.render.template import filled

from .test_html import document


def own(folder: Path, text: str, name: str = "report/document.html.j2") -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(folder)


def test_a_template_of_the_users_wins_and_the_others_stay_ours(tmp_path: Path) -> None:
    page = html(document(name="<X>"), Look(own(tmp_path, "mine: {{ document.organization }} {{ style | length }}")))
    assert page.startswith("mine: &lt;X&gt; ")
    assert int(page.rpartition(" ")[2]) > 5000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n{% if %}", "templates/report/document.html.j2, line 2: "),
        ("\n\n{{ nothing }}", "templates/report/document.html.j2, line 3: there is nothing called nothing"),
        ("{{ document.colour }}", "templates/report/document.html.j2, line 1: there is nothing called colour"),
        ("{% include 'report/other.j2' %}", "a template asks for report/other.j2, which there is not"),
        (
            "{{ document.__class__.__mro__ }}",
            "templates/report/document.html.j2, line 1: access to attribute '__class__'",
        ),
        ("{{ document.cover.append(1) }}", "templates/report/document.html.j2, line 1: there is nothing called append"),
        ("{{ 1 / 0 }}", "templates/report/document.html.j2, line 1: division by zero"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", "templates/report/document.html.j2, line 1: Range too big."),
        ("{% include '../../plan.yaml' %}", "a template asks for ../../plan.yaml, which there is not"),
        ("{{ document | nofilter }}", "templates/report/document.html.j2, line 1: No filter named 'nofilter'"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_file_and_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BcdrError) as caught:
        html(document(), Look(own(tmp_path, text)))
    assert caught.value.message.startswith(message), caught.value.message


def test_a_fault_below_a_template_of_theirs_names_theirs(tmp_path: Path) -> None:
    folder = own(tmp_path, "\n{% extends 'report/document.html.j2' %}", "report/other.html.j2")
    with pytest.raises(BcdrError, match=r"^templates/report/other\.html\.j2, line 2: there is nothing called"):
        filled("report/other.html.j2", folder, {})


def test_ours_see_everything_that_they_name() -> None:
    with pytest.raises(BcdrError, match=r"^templates/report/print\.css, line 1: there is nothing called font"):
        filled("report/print.css", None, {})


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("document.html.j2", "report/document.html.j2"),
        ("report/document.html", "report/document.html.j2"),
        ("reports/print.css", "report/print.css"),
        ("page.html.j2", "page/page.html.j2"),
    ],
)
def test_a_template_that_lies_where_nothing_looks_is_told(name: str, ours: str, tmp_path: Path) -> None:
    with pytest.raises(BcdrError) as caught:
        html(document(), Look(own(tmp_path, "mine", name)))
    assert caught.value.message == f"templates/{name} replaces nothing: ours is called {ours}"
    assert caught.value.hint == f"move it to templates/{ours}"


def test_a_copy_beside_a_template_is_let_be(tmp_path: Path) -> None:
    own(tmp_path, "the one before", "old/document.html.j2")
    own(tmp_path, "a part", "report/part.html.j2")
    assert html(document(), Look(own(tmp_path, "{% include 'report/part.html.j2' %}"))) == "a part"
