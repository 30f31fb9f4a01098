"""Records that may be of one child: the pairs that an authority is asked about, one of them, and the decision."""

from collections.abc import Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record, Section
from register.open_types import Values
from register.vocabulary import Caller, MatchStatus

AT: Final = "/children/matches/{id}"
BESIDE: Final = f"child {{ id name dateOfBirth {WITHHELD} }} other {{ id name dateOfBirth {WITHHELD} }}"
THE_OTHER: Final = Column(
    "The other record", ("other", "name"), empty="Another authority's", leads=("/children/", ("other", "id"))
)
ONE: Final = {"where": "ChildMatchFilter"}


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    status = filters.get("status")
    return {"where": {"status": {"eq": status}} if status else None}


MATCHES: Final = Listing(
    path="/children/matches",
    title="Records that may be of one child",
    name="ChildMatches",
    root="childMatches",
    row=f"id status score foundAt settledAt otherAuthority {{ name }} {BESIDE}",
    kinds={**ONE, "first": "Int", "after": "String"},
    columns=(
        Column("Likeness", ("score",), "likeness", leads=("/children/matches/", ("id",))),
        Column("Status", ("status",)),
        Column("Your record", ("child", "name"), leads=("/children/", ("child", "id"))),
        Column("Born", ("child", "dateOfBirth"), "day"),
        THE_OTHER,
        Column("Born", ("other", "dateOfBirth"), "day", empty="Another authority's"),
        Column("Found", ("foundAt",), "moment"),
        Column("Settled", ("settledAt",), "moment", empty="Not yet"),
    ),
    asked_by=_asked_by,
    filters=(Filter("status", "Status", tuple(each.name for each in MatchStatus)),),
    about="Pairs of records, the likeliest first. Two people decide if they are of one child.",
    counted=("pair", "pairs"),
)
DECIDE: Final = Act(
    f"{AT}/decide",
    "decideMatch",
    "Decide if they are of one child",
    "Your decision is recorded. The records change when a second person decides alike.",
    AT,
    record=Question("ChildMatchToDecide", "childMatches", "nodes { id }", ONE),
    known={"match": "id"},
)
MATCH: Final = Record(
    entity="ChildMatch",
    question=Question(
        "ChildMatchPage",
        "childMatches",
        f"nodes {{ id status score evidence model foundAt settledAt otherAuthority {{ name }} {BESIDE} "
        f"decisions {{ id decision grounds person decidedAt }} }}",
        ONE,
    ),
    none="There is no such pair of records that you may see.",
    caption="Records that may be of one child",
    heading=("child", "name"),
    unnamed="A child whose name you may not see",
    back=(MATCHES.path, MATCHES.title),
    facts=(
        Column("Status", ("status",)),
        Column("Likeness, from 0 to 1", ("score",), "likeness"),
        Column("What speaks for and against, in bits", ("evidence",)),
        Column("Your record", ("child", "name"), leads=("/children/", ("child", "id"))),
        Column("Born", ("child", "dateOfBirth"), "day"),
        THE_OTHER,
        Column("Born, says the other", ("other", "dateOfBirth"), "day", empty="Another authority's"),
        Column("The other authority", ("otherAuthority", "name"), empty="Not shown before it has decided"),
        Column("Version of the weights", ("model",)),
        Column("Compared", ("foundAt",), "moment"),
        Column("Settled", ("settledAt",), "moment", empty="Not yet"),
    ),
    sections=(
        Section(
            "Decisions of your authority, latest first",
            ("decisions",),
            (
                Column("When", ("decidedAt",), "moment"),
                Column("Decision", ("decision",)),
                Column("Person", ("person",)),
                Column("Why", ("grounds",)),
            ),
        ),
    ),
    acts=(DECIDE,),
)
