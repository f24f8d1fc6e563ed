"""What can go wrong in the world, and what to do next."""

from __future__ import annotations


class BcdrError(Exception):
    """The world does not allow the work: one sentence that says what, one that says what to do.

    Faults inside a plan are findings, not exceptions; this is for a missing folder, a broken installation,
    a git revision that does not exist. Caught once, in the command line, which then exits with 2.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """`message` names the fault, `hint` the next thing to try."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class PlanNotFoundError(BcdrError):
    """There is no plan where one was looked for."""


class RevisionError(BcdrError):
    """A git revision could not be read."""


class EnvironmentFaultError(BcdrError):
    """Something that the program needs from the machine is missing."""


class RuleCrashedError(BcdrError):
    """A rule failed on an object: the audit stops, because an audit that skipped a rule must never look green."""
