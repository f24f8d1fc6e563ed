"""A bakery with an order book: small enough to work out by hand, large enough to fall in every way."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival

PLAN = """
people:
  ada: {name: Ada}
  ben: {name: Ben}
roles:
  it: {duty: repairs, holder: ada, deputies: [ben]}
vendors:
  cloudy: {provides: hosting}
places:
  shop: {storage: pc1, site: shop, region: north, provider: self, account: shop, admin: office}
  cloud: {storage: bucket, site: dc1, region: south, provider: cloudy, account: cloudy-main, admin: cloudy-console}
  drawer: {storage: drawer, site: home, region: north, provider: self, account: paper, admin: paper, offline: yes}
credentials:
  root: {holders: [ada], can: {delete: [places/shop]}}
  cloud-login: {holders: [ada], can: {read: [places/cloud], delete: [places/cloud]}, break_glass: {place: drawer}}
services:
  orders:
    name: Order taking
    tier: 1
    at: places/shop
    rto: 4h
    mtpd: 24h
    depends_on: [datastores/book]
    estimate: {detect: 10m, decide: 20m}
datastores:
  book:
    name: Order book
    engine: sqlite 3
    at: shop
    size: 36GB
    copies:
      nightly: {kind: dump, at: cloud, every: 1d, duration: 1h, keep: 60d, deletable_by: [credentials/cloud-login]}
runbooks:
  restore-book:
    title: Bring the order book back
    recovers: [datastores/book, services/orders]
    needs: [credentials/cloud-login]
    steps:
      - {id: fetch, do: Fetch the dump, kind: restore, by: it, takes: 30m}
      - {id: look, do: Count the orders, kind: verify, by: it, takes: 15m}
scenarios:
  fire: {applicable: yes, loses: [site/shop], detection: 5d}
"""


def survival(facts: Facts) -> Survival:
    """The analysis of a plan."""
    return Survival(facts)
