"""The theme file of a plan."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from bcdr.cli.look import look_of, steady, template_digests
from bcdr.errors import BcdrError
from bcdr.render.look import PLAIN, Look

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'


def theme(folder: Path, text: str) -> str:
    (folder / "templates").mkdir()
    (folder / "templates" / "theme.yaml").write_text(text, encoding="utf-8")
    (folder / "templates" / "logo.svg").write_bytes(SVG)
    (folder / "outside.svg").write_bytes(SVG)
    (folder / "templates" / "large.png").write_bytes(b"x" * (2**19 + 1))
    (folder / "templates" / "link.svg").symlink_to(folder / "outside.svg")
    (folder / "templates" / "circle.svg").symlink_to("circle.svg")
    return str(folder)


def test_the_example_of_the_manual_works_as_it_is_typed(root: Path, tmp_path: Path) -> None:
    manual = (root / "docs" / "documents.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n# templates/theme.yaml\n(.*?)```", manual, re.DOTALL)
    found = look_of(theme(tmp_path, example))
    assert found.brand == "#7a1f3d"
    assert found.logo.startswith("data:image/svg+xml;base64,")


def test_a_theme_file_is_read_from_its_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "elsewhere.yaml").write_text("secret: 1")
    (tmp_path / "templates" / "theme.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(BcdrError, match=r"theme\.yaml: it is a link that leads out of templates/"):
        look_of(str(tmp_path))


def test_a_plan_without_templates_looks_like_ours(tmp_path: Path) -> None:
    assert look_of(str(tmp_path)) == PLAIN


def test_colour_and_logo(tmp_path: Path) -> None:
    root = theme(tmp_path, 'brand: "#7a1f3d"\nlogo: logo.svg\n')
    data = base64.b64encode(SVG).decode()
    assert look_of(root) == Look(f"{root}/templates", "#7a1f3d", f"data:image/svg+xml;base64,{data}")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "brand: unknown\n"])
def test_a_theme_that_says_nothing(text: str, tmp_path: Path) -> None:
    root = theme(tmp_path, text)
    assert look_of(root) == Look(f"{root}/templates")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("font: Arial\n", "there is no font"),
        ("logo: [a]\n", "logo is no file name"),
        ("logo: logo.txt\n", "logo logo.txt is no picture that can be set"),
        ("logo: none.svg\n", "templates/ holds no none.svg"),
        ("logo: LOGO.SVG\n", "templates/ holds no LOGO.SVG"),
        (
            "logo: https://shop.example/logo.svg\n",
            "logo https://shop.example/logo.svg is an address, and documents fetch nothing",
        ),
        ("brand: #7a1f3d\n", "what follows a # is a remark, so that brand says nothing"),
        ("brand: red\n", "brand red is no colour of six digits"),
        ('brand: "#ffee00"\n', "brand #ffee00 cannot be read on white: its contrast is 1.2, 4.5 is needed"),
        ('brand: "#777777"\n', "brand #777777 cannot be read on white: its contrast is 4.4, 4.5 is needed"),
        ("logo: ../outside.svg\n", "logo ../outside.svg lies outside of templates/"),
        ("logo: link.svg\n", "logo link.svg lies outside of templates/"),
        ("logo: circle.svg\n", "templates/ holds no circle.svg"),
        ("logo: /etc/passwd.svg\n", "logo /etc/passwd.svg lies outside of templates/"),
        ("brand: [\n", ""),
    ],
)
def test_what_is_wrong_is_said_with_the_file(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BcdrError) as caught:
        look_of(theme(tmp_path, f"# our look\n{text}"))
    assert caught.value.message.startswith(f"templates/theme.yaml, line 2: {message}"), caught.value.message
    assert caught.value.hint


def test_a_logo_that_is_too_large_is_told_how_large_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(BcdrError, match=r"large\.png has 512 KiB; at most 512 KiB are read"):
        look_of(theme(tmp_path, "logo: large.png\n"))


@pytest.mark.parametrize("name", ["theme.yml", "Theme.yaml", "THEME.YML"])
def test_a_theme_file_by_another_name_is_not_left_out_in_silence(name: str, tmp_path: Path) -> None:
    root = theme(tmp_path, "")
    (tmp_path / "templates" / "theme.yaml").rename(tmp_path / "templates" / name)
    with pytest.raises(BcdrError, match=f"templates/{name} is not read: the theme file is called theme.yaml"):
        look_of(root)


def test_a_theme_in_another_encoding(tmp_path: Path) -> None:
    root = theme(tmp_path, "")
    (tmp_path / "templates" / "theme.yaml").write_bytes(b"\xff\xfeb")
    with pytest.raises(BcdrError, match="not UTF-8"):
        look_of(root)


def test_templates_stay_as_they_are_while_a_document_is_drawn(tmp_path: Path) -> None:
    """Else the manifest would name what the pages were not set with."""
    root = theme(tmp_path, 'brand: "#123456"\n')
    (tmp_path / "templates" / "circle.svg").unlink()
    with steady(root) as look:
        assert look == look_of(root)
    (tmp_path / "templates" / "report").mkdir()
    assert "theme.yaml" in template_digests(look.templates)
    with (
        pytest.raises(BcdrError, match=r"templates/ was changed while documents were drawn"),
        steady(root),
    ):
        (tmp_path / "templates" / "report" / "document.html.j2").write_text("x")


def test_a_plan_without_templates_has_none_to_change(tmp_path: Path) -> None:
    with steady(str(tmp_path)) as look:
        (tmp_path / "other").write_text("x")
    assert (look, template_digests(look.templates)) == (PLAIN, {})
