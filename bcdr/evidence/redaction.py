"""What must not leave a report: logins, tokens, command lines, connection strings, characters that hide things."""

from __future__ import annotations

import re

LENGTH = 300
"""No name or reason is kept longer."""

_LOGIN = re.compile(r"(?<=://)[^/\s@\"']*@|(?<![^\s\"'(=,])[^\s@/:\"'(=,]+@(?=[\w.-]+:)")
_QUERY = re.compile(r"(://[^\s\"'?]*)\?[^\s\"']*")
_ASSIGNED = re.compile(
    r"(?i)\b([\w-]*(?:pass(?:word|phrase|wd)?|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|authorization"
    r"|signature|credential)s?)\b[\"']?\s*[=:]\s*(?:bearer\s+|basic\s+)?(?:\"[^\"]*\"|'[^']*'|[^\s;,&]+)"
)
_KEY = re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]+")
_COMMAND = re.compile(r"(?i)\b(command|cmd|running|executing)(?:\s+line)?\s*:?\s*('[^']*'|\"[^\"]*\"|`[^`]*`)")
_LOGIN_WITH_PASSWORD = re.compile(r"://[^/\s:@\"']*:[^/\s@\"']+@")
# Each begins with fixed letters, so that a report of a hundred MiB is searched in the time of reading it.
_LIKELY = tuple(
    map(
        re.compile,
        (
            "ass(?:w|phrase)",
            "ecret",
            "oken",
            "_(?:PASS|SECRET|TOKEN|KEY)",
            "A(?:[KS]IA|ccountKey)",
        ),
    )
)
LEFT_OUT = "[left out]"


def harmless(text: str) -> str:
    """The text on one line, without logins, secrets, queries and command lines, and no longer than `LENGTH`."""
    text = text[: 20 * LENGTH]
    text = _COMMAND.sub(rf"\1 {LEFT_OUT}", _LOGIN.sub("", text))
    return printable(_QUERY.sub(r"\1", without_secrets(text)))


def without_secrets(text: str) -> str:
    """The text of any length without what looks like a password, a token or a key."""
    text = _LOGIN_WITH_PASSWORD.sub(f"://{LEFT_OUT}@", text)
    return _KEY.sub(LEFT_OUT, _ASSIGNED.sub(rf"\1={LEFT_OUT}", text))


def printable(text: str) -> str:
    r"""The text on one line, characters that hide or reorder written as `\x1b`, and no longer than `LENGTH`."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(c) for c in " ".join(text[: 4 * LENGTH].split()))
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def holds_secret(text: str) -> bool:
    """Whether a whole report seems to hold a password or key, so that it should not be copied beside the plan."""
    if _LOGIN_WITH_PASSWORD.search(text):
        return True
    return any(likely.search(text) for likely in _LIKELY) and bool(_KEY.search(text) or _ASSIGNED.search(text))
