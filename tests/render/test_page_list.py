"""The list of pages is what pydyf would make, and is made once for each page that is added."""

from __future__ import annotations

import subprocess
import sys

import pydyf
import pytest

from bcdr.render import page_list

THEIRS = "import pydyf; p = pydyf.PDF(); [p.add_page(pydyf.Dictionary({})) for _ in range(3)]; print(p.page_references)"


def with_pages(number: int) -> pydyf.PDF:
    page_list.keep_page_list()
    made = pydyf.PDF()
    for _ in range(number):
        made.add_page(pydyf.Dictionary({}))
    return made


def test_it_is_the_list_of_the_library() -> None:
    theirs = subprocess.run([sys.executable, "-c", THEIRS], capture_output=True, text=True, check=True).stdout
    assert str(with_pages(3).page_references) == theirs.strip()


def test_it_is_kept_until_a_page_is_added() -> None:
    made = with_pages(2)
    first = made.page_references
    assert made.page_references is first
    made.add_page(pydyf.Dictionary({}))
    assert made.page_references == (*first, f"{made.objects[-1].number} 0 R".encode())


def test_two_files_have_lists_of_their_own() -> None:
    assert (len(with_pages(1).page_references), len(with_pages(4).page_references)) == (1, 4)


def test_a_library_without_such_a_list_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pydyf.PDF, "page_references")
    page_list.keep_page_list()
    assert not hasattr(pydyf.PDF, "page_references")


def test_it_is_kept_once_however_often_it_is_asked_for() -> None:
    page_list.keep_page_list()
    once = pydyf.PDF.__dict__["page_references"]
    page_list.keep_page_list()
    assert pydyf.PDF.__dict__["page_references"] is once
