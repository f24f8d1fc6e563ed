"""What survives which disaster: scenarios played through, single events and pairs that are fatal."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.report.block import say
from bcdr.report.document import Section
from bcdr.report.pairs import combination_table
from bcdr.report.survival import fatal_table, scenario_table
from bcdr.report.whatif.fatal import fatal_events
from bcdr.report.whatif.survival import survival_of

PAIRS = 14
"""So many lines of combinations are printed; the command has all."""


def survival_section(audit: Audit) -> Section:
    """A subsection beside the coverage of scenarios."""
    found = fatal_events("", survival_of(audit.facts), 2, None)
    return Section(
        "survival",
        "What survives",
        (
            say(
                "Worked out from the plan by fault tree analysis: what is lost for good after one event, or after two "
                "together, over every failure domain, login and person that the plan names. Not shown means that a "
                "fact is missing; nothing is assumed in the organisation's favour. It is a design, not a proof."
            ),
            scenario_table(found.scenarios, lambda _: ""),
            fatal_table(found),
            combination_table(found, audit.facts, PAIRS),
        ),
    )
