"""A copy of an area's homes, kept by following the feed of changes, as a force keeps one."""

import time
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from tests.support.client import Server

# All that a copy may hold of a home; what its provider shows is kept beside it, for a provider changes for many homes.
KEPT = """
fragment Kept on Home {
  id urn previousUrn kind sector registrationStatus registeredOn ceasedOn places
  authority { code } force { code } region { code }
  name location { easting northing precision } address { paon street town postcode } postcode uprn onEdge
  premises { isMain postcode location { easting northing } onEdge inNoForce }
  ageMin ageMax needs operationalStatus contactTelephone
  registeredManager { name validFrom } responsibleIndividual { name }
  conditions { kind change wording endedOn } notices { kind servedOn liftedOn reasons } restriction { kind }
  latestInspection { number overallExperiencesAndProgress } inspections(first: 100) { nodes { number startedOn } }
  provider { id } mergedInto { urn }
  withheld { field reason }
}
fragment Runs on Provider { id reference name legalForm individualName address withheld { field reason } }
"""
FOLLOW = (
    """
query Follow($since: String, $within: AreaInput, $first: Int, $kinds: [ChangeKind!]) {
  changes(since: $since, area: $within, first: $first, kinds: $kinds) {
    token hasMore
    nodes { at kind operation fields homeId homeUrn left home { ...Kept provider { ...Runs } } provider { ...Runs } }
  }
}
"""
    + KEPT
)
NOW = """query Now($within: AreaInput) {
  homes(area: $within, status: ALL, first: 1000) { nodes { ...Kept provider { ...Runs } } }
}"""
WITHIN = {"mine": True}


@dataclass
class Copy:
    """The homes of a body's own area, as far as it has followed the changes. first: how many it asks for at once."""

    server: Server
    agency: str
    area: str
    first: int = 100
    token: str | None = None
    homes: dict[str, Any] = field(default_factory=dict)
    providers: dict[str, Any] = field(default_factory=dict)
    seen: list[Any] = field(default_factory=list)

    def begin(self, token: str | None) -> None:
        """Start with all that the register answers, and from a place in the log that was told before."""
        self.token = token
        for home in self.asked().values():
            self.take({"left": False, "home": home, "provider": None})

    def latest(self) -> str:
        """The token of a reader of this body who has been told everything."""
        page = self.server.ask('{ changes(since: "now") { token hasMore nodes { id } } }', self.agency, self.area)
        assert (page.data["changes"]["nodes"], page.data["changes"]["hasMore"]) == ([], False)
        return page.data["changes"]["token"]

    def follow(self) -> list[Any]:
        """Take every change that is waiting; what they were."""
        taken: list[Any] = []
        more = True
        while more:
            answer = self.server.ask(FOLLOW, self.agency, self.area, since=self.token, within=WITHIN, first=self.first)
            assert answer.codes == [], answer.json
            feed = answer.data["changes"]
            for change in feed["nodes"]:
                self.take(change)
            taken += feed["nodes"]
            self.token, more = feed["token"], feed["hasMore"]
        self.seen += taken
        return taken

    def take(self, change: Any) -> None:
        """Put what a change tells in its place."""
        if change["left"]:
            self.homes.pop(change["homeId"], None)
        for home in filter(None, [change["home"]]):
            provider = home["provider"]
            self.homes[home["id"]] = home | {"provider": provider and provider["id"]}
            if provider:
                self.providers[provider["id"]] = provider
        if change["provider"]:
            self.providers[change["provider"]["id"]] = change["provider"]

    def whole(self) -> dict[str, Any]:
        """The homes with their providers, as the copy has them."""
        return {key: home | {"provider": self.providers.get(home["provider"])} for key, home in self.homes.items()}

    def asked(self) -> dict[str, Any]:
        """The same, as the register answers it now."""
        answer = self.server.ask(NOW + KEPT, self.agency, self.area, within=WITHIN)
        assert answer.codes == [], answer.json
        return {home["id"]: home for home in answer.data["homes"]["nodes"]}


def wait_until_told(server: Server) -> None:
    """Wait until every change can be told: transactions of other databases of the cluster may hold it back."""
    waiting = "select coalesce(max(transaction), 0) >= txid_snapshot_xmin(txid_current_snapshot()) from register.entry"
    until = time.monotonic() + 60
    while True:
        with server.owner.connect() as owner:
            if not owner.scalar(sa.text(waiting)):
                return
        assert time.monotonic() < until, "the horizon does not move"
        time.sleep(0.02)
