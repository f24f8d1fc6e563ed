"""What must not leave a report, and which whole reports had better not be copied."""

from __future__ import annotations

import pytest

from bcdr.evidence.redaction import LENGTH, harmless, holds_secret, printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ssh://backup:pw@vault.example/./repo", "ssh://vault.example/./repo"),
        ("ssh://backup@vault.example:22/repo", "ssh://vault.example:22/repo"),
        ("backup@vault.example:/srv/repo", "vault.example:/srv/repo"),
        ("see https://x.example/b?sig=abc&x=1 now", "see https://x.example/b now"),
        ("failed: password=hunter2", "failed: password=[left out]"),
        ("AWS_SECRET_ACCESS_KEY: abc/def+g", "AWS_SECRET_ACCESS_KEY=[left out]"),
        ("Authorization: Bearer abc.def", "Authorization=[left out]"),
        ('--token "two words" rest', '--token "two words" rest'),
        ("token='two words' rest", "token=[left out] rest"),
        ("key AKIA" + "A1B2" * 4 + " used", "key [left out] used"),
        ("command 'qemu -p x' failed: exit 1", "command [left out] failed: exit 1"),
        ("3 files could not be read", "3 files could not be read"),
        ("mail to anna at 09:30", "mail to anna at 09:30"),
        ("one\ntwo\x1b[31m", "one two\\x1b[31m"),
    ],
)
def test_harmless(text: str, expected: str) -> None:
    assert harmless(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("\x1b]0;evil\x07", "\\x1b]0;evil\\x07"),
        ("a\u202eb", "a\\u202eb"),
        ("a\U000e0041b", "a\\U000e0041b"),
        ("Zürich 文", "Zürich 文"),
        ("x" * (LENGTH + 1), "x" * (LENGTH - 1) + "…"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"location": "ssh://u:pw@vault/x"}', True),
        ('{"location": "ssh://u@vault/x"}', False),
        ('["borg", "create", "--passphrase=abc"]', True),
        ("export AWS_SECRET_ACCESS_KEY=abc", True),
        ("AKIA" + "A1B2" * 4, True),
        ("the token ring", False),
        ('{"hostname": "shop", "paths": ["/srv/passwords"]}', False),
    ],
)
def test_reports_with_a_password_are_noticed(text: str, expected: bool) -> None:
    assert holds_secret(text) is expected
