"""A signature as options: what they mean without a key, and that two commands say the same of them."""

from __future__ import annotations

import pytest

from bcdr.cli import report, sign
from bcdr.cli.mark import UNSIGNED, Mark
from bcdr.cli.option import parameters_of
from bcdr.cli.signing import Signing
from bcdr.errors import BcdrError


def test_without_options_nothing_is_signed() -> None:
    assert UNSIGNED.order() is None


def test_all_that_is_said_reaches_the_signature() -> None:
    mark = Mark("key", "line", "certificate", "reason", "passphrase", "https://tsa.example")
    assert mark.order() == Signing(
        key="key",
        field="line",
        certificate="certificate",
        reason="reason",
        passphrase_file="passphrase",
        timestamp="https://tsa.example",
    )


@pytest.mark.parametrize("name", [n for n in Mark._fields if n != "sign"])
def test_what_means_nothing_without_a_key_is_refused(name: str) -> None:
    with pytest.raises(BcdrError, match=f"--{name.replace('_', '-')} belongs to a signature, and there is no key"):
        Mark(**{name: "said"}).order()


def test_both_commands_say_the_same_of_an_option() -> None:
    here, there = parameters_of(sign.run), parameters_of(report.art35)
    shared = ("certificate", "reason", "passphrase_file", "timestamp")
    assert [here[n].about for n in shared] == [there[n].about for n in shared]
