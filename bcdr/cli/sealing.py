"""How a signature looks on its line, as pyHanko asks for it while it signs."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.stamp import StaticStampStyle, TextStampStyle

from bcdr.render.seal import Seal, seal

_AS_IT_IS = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MIN,
    margins=Margins(),
    inner_content_scaling=InnerScaling.NO_SCALING,
)
_IMPORTED: Any = ImportedPdfPage


@dataclass(frozen=True)
class SealStyle(TextStampStyle):
    """Who and what for; the time is the one that the signature states, which pyHanko gives to text only."""

    who: str = ""
    about: str = ""

    def create_stamp(self, writer: Any, box: BoxConstraints, text_params: dict[str, str]) -> Any:
        """The drawing for a line of this size."""
        page = seal(Seal(self.who, self.about, when(text_params["ts"])), float(box.width), float(box.height))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "seal.pdf"
            file.write_bytes(page)
            content: Any = _IMPORTED(str(file))
            drawn = StaticStampStyle(
                border_width=0, background=content, background_opacity=1.0, background_layout=_AS_IT_IS
            ).create_stamp(writer, box, {})
            drawn.register()
        return drawn


def style(who: str, about: str) -> SealStyle:
    """The looks of a signature by `who` for `about`."""
    return SealStyle(who=who, about=about, timestamp_format="%Y-%m-%d %H:%M:%S %z")


def when(said: str) -> str:
    """`2026-11-21 18:04:05 UTC+01:00` of what pyHanko states."""
    day, clock, zone = said.split()
    return f"{day} {clock} UTC" + (f"{zone[:3]}:{zone[3:5]}" if zone.strip("+-0") else "")
