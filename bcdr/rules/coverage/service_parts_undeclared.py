"""A service that nobody could put together again, because nobody said what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.record import fields_of
from bcdr.model.service import Parts, Service
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

_NAMES = {"dns": "DNS zone", "domain": "domain registration"}


@rule(
    std="W W I -",
    micro="I I - -",
    clauses=["gdpr 32(1)(c)", "iso22301 8.2.2", "iso22301 8.3.4", "nis2-ir 4.2.2(b)", "nist-csf GV.OC-05"],
    fix="scaffold",
)
def service_parts_undeclared(service: Service, facts: Facts) -> Iterator[Deviation]:
    """The plan does not say where each part of this service is kept.

    ## Why
    A host of source code lost its machine images and configuration together with the data; even with the data back,
    there would have been nothing to run it on (incident codespaces-2014). Data alone does not make a service.

    ## Bad
    ```yaml
    services:
      office:
        parts: {configuration: unknown, secrets: unknown}
    ```

    ## Good
    ```yaml
    services:
      office:
        parts: {configuration: infra-repo, secrets: none}
    ```

    ## Clears
    For each of data, uploads, configuration, secrets, code, DNS and domain: the datastores that hold it, or `none`.
    """
    parts = service.parts
    missing = [_NAMES.get(n, n) for n in fields_of(Parts) if parts is None or parts.__dict__[n] is None]
    if missing:
        nothing = len(missing) == len(fields_of(Parts))
        yield Deviation(
            at=service.pointer("parts") if parts else service.path,
            message=f"nothing says where the {'parts' if nothing else listed(missing, most=7)} of {service.name_or_id} "
            f"{'is' if len(missing) == 1 else 'are'} kept",
            help="name the datastores of each of the seven `parts`, or write none where there is nothing of the kind",
        )
