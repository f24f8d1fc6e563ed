"""A login made for trying things out can destroy the real ones."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Credential
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(b)", "gdpr 32(4)", "gdpr 25(2)", "nis2 21(2)(i)", "nist-csf PR.DS-01"],
)
def prod_rights_outside_prod(credential: Credential, facts: Facts) -> Iterator[Deviation]:
    """A login for development, tests or everyday work can change or delete production data.

    ## Why
    A function that empties the database of a laptop ran late in the evening with the login of the real one; the scores
    of seven hours were gone (incident keepthescore-2020).

    ## Bad
    ```yaml
    credentials:
      laptop: {holders: [jonas, petra], environment: development, can: {write: [datastores/ledger]}}
    ```

    ## Good
    ```yaml
    credentials:
      laptop: {holders: [jonas, petra], environment: development, can: {read: [datastores/ledger]}}
    ```

    ## Clears
    Reading only by default, and a separate login (`environment: production` or emergency) for the rare case.

    ## Choices
    Rights on a service reach its datastores, rights on a place those that lie in it. The finding has the tier of the
    data that can be changed, not of what the login may read. Test data that stands in the plan as a datastore of its
    own has tier 4. A login that does not say what it is meant for is not judged.
    """
    if credential.environment not in _ELSEWHERE or credential.can is None:
        return
    able = facts.alterable(credential)
    if able:
        verb = "delete" if credential.can.delete else "change"
        yield Deviation(
            at=credential.path,
            message=f"{credential.name_or_id}, a login for {_ELSEWHERE[credential.environment]}, can {verb} "
            f"{listed(s.name_or_id for s in able)}",
            help="let it read at most, and keep a separate login for work on production",
            tier=min(facts.store_tier(s) for s in able),
        )


_ELSEWHERE = {"development": "development", "test": "tests", "everyday": "everyday work"}
