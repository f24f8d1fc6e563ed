"""What `bcdr` says when nothing was asked: the commands by purpose, in plain words."""

from __future__ import annotations

from bcdr.cli.commands import CHAPTERS


def overview() -> str:
    """The overview; the README shows the same text, kept in step by a test."""
    lines = ["bcdr checks, proves and prints your plan for the day things break.", ""]
    for chapter, commands in CHAPTERS.items():
        lines.append(f"{chapter}:")
        lines += [f"  bcdr {c.words:<14} {c.does}" for c in commands]
        lines.append("")
    lines.append("New here? Run `bcdr init`, then `bcdr lint`. Each command explains itself: bcdr lint --help")
    return "\n".join(lines)
