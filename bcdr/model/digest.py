"""The digest of an object as a drill exercised it: how it is written in a record."""

from __future__ import annotations

from typing import Annotated

from bcdr.model.marker import PatternMarker

Digest = Annotated[
    str,
    PatternMarker(
        "`v1` and a digest of each field, as `bcdr drill run` writes it, or one SHA-256 digest of 64 digits",
        r"^([0-9a-f]{64}|v[1-9][0-9]{0,3}( [a-z0-9_./-]+=[0-9a-f]{12})*)$",
        ("v1 at=5f3c91a07be2 engine=77ab12cd34ef", "0" * 64),
    ),
]
"""What a field said is not in it: two records can be compared, nothing can be read back."""
