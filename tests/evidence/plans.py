"""A small plan with copies that reports speak of."""

from __future__ import annotations

from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

HEAD = """\
bcdr: 1
organization: {name: Corner Shop, people: 3, country: DE}
places:
  nas: {site: office, provider: self}
datastores:
  sales:
    copies:
"""


def text_of(*copies: str, more: str = "") -> str:
    """The plan with these copies of the datastore sales, each a line `id: {...}`."""
    return HEAD + "".join(f"      {c}\n" for c in copies) + more


def plan_of(*copies: str, more: str = "") -> Plan:
    """The same, loaded."""
    loaded = load(from_texts({"plan.yaml": text_of(*copies, more=more)}))
    assert loaded.plan is not None, loaded.problems
    return loaded.plan
