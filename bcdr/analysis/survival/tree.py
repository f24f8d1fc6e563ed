"""The fault tree of a plan: every gate by its name, built when it is asked for."""

from __future__ import annotations

from bcdr.analysis.survival import means, protection, ways
from bcdr.analysis.survival.gate import Gate
from bcdr.analysis.survival.ground import Ground
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Credential
from bcdr.model.record import Entry
from bcdr.model.runbook import Document, Runbook
from bcdr.model.service import Service


class Tree:
    """Gates by name. A reference names the gate of that object; a prefix such as `source:` one aspect of it."""

    def __init__(self, ground: Ground, like: Tree | None = None) -> None:
        """Nothing is built yet. Where `like` differs in the time of detection alone, its gates are used again."""
        self.ground, self._like = ground, like
        self._gates: dict[str, Gate] = {}

    def gate(self, name: str) -> Gate:
        """The gate of that name. What the plan does not define always stands: nothing is known of it."""
        found = self._gates.get(name)
        if found is None:
            found = self._gates[name] = self._built(name)
        return found

    def _built(self, name: str) -> Gate:
        # by far the most gates are those of data and copies; when damage is found matters to copies alone
        if name.startswith("datastores/"):
            return self._of_data(self.find(name))
        return self._like.gate(name) if self._like is not None else self._of_aspect(name)

    def _of_data(self, entry: Entry | None) -> Gate:
        if isinstance(entry, Copy):
            return protection.copy_gate(entry, self.ground.facts.source(entry), self.ground)
        return protection.store_gate(entry) if isinstance(entry, Datastore) else means.STANDS

    def _of_aspect(self, name: str) -> Gate:
        head, _, rest = name.partition("/")
        aspect, _, kind = head.rpartition(":")
        ref, _, detail = f"{kind}/{rest}".partition("#")
        if aspect == "people":
            return means.people_gate(self.ground.people(ref))
        if aspect == "access":
            return means.access_gate(ref, self.ground)
        entry = self.find(ref)
        if isinstance(entry, Copy):
            return self._of_copy(aspect, entry)
        if isinstance(entry, Datastore):
            return self._of_store(aspect, entry, detail)
        if isinstance(entry, Service):
            return self._of_service(aspect, entry, detail)
        return self._of_means(aspect, entry)

    def find(self, ref: str) -> Entry | None:
        """The object of a reference, copies included."""
        kind, _, rest = ref.partition("/")
        id_, _, copy = rest.partition("/copies/")
        if copy:
            store = self.ground.plan.datastores.get(id_)
            return store.copies.get(copy) if store is not None else None
        return self.ground.plan.find(f"{kind}/{id_}")

    def _of_copy(self, aspect: str, copy: Copy) -> Gate:
        ground = self.ground
        if aspect == "key":
            return means.key_gate(copy, ground)
        if aspect == "key-at":
            return means.key_at_gate(copy, ground)
        if aspect == "holders":
            return means.key_holders_gate(copy, ground)
        return protection.base_gate(copy, ground.facts.source(copy))

    def _of_store(self, aspect: str, store: Datastore, detail: str) -> Gate:
        ground = self.ground
        if aspect == "source":
            return protection.source_gate(store, ground)
        if aspect == "part":
            return protection.part_gate(store, int(detail))
        if aspect == "rebuild":
            return protection.rebuild_gate(store, ground)
        if aspect == "books":
            return ways.store_books_gate(store, ground)
        return means.STANDS

    def _of_service(self, aspect: str, service: Service, detail: str) -> Gate:
        ground = self.ground
        if aspect == "vendor":
            return ways.vendor_gate(service, detail, ground)
        if aspect == "struck":
            return ways.struck_gate(service)
        gates = {"down": ways.down_gate, "stuck": ways.stuck_gate, "route": ways.route_gate, "books": ways.books_gate}
        gates |= {"unbuilt": ways.unbuilt_gate, "standby": ways.standby_gate, "hit": ways.hit_gate}
        gates |= {"left": ways.left_gate}
        return gates.get(aspect, ways.service_gate)(service, ground)

    def _of_means(self, aspect: str, entry: Entry | None) -> Gate:
        ground = self.ground
        if isinstance(entry, Credential):
            gates = {"open": means.open_gate, "held": means.held_gate, "holders": means.holders_gate}
            return gates.get(aspect, means.credential_gate)(entry, ground)
        if isinstance(entry, Runbook):
            return means.paper_gate(entry, ground) if aspect == "paper" else means.runbook_gate(entry, ground)
        if isinstance(entry, Document):
            return means.document_gate(entry, ground)
        if isinstance(entry, Channel):
            return means.channel_down_gate(entry, ground) if aspect == "down" else means.channel_gate(entry)
        return means.STANDS
