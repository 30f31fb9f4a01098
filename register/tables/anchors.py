"""How the rows of each table are reached: by the links of which kind of record, by whose they are, or not at all.

Policy says how far a body may go in scopes, such as its own area. A table says here what a scope has to look at to
decide about a row of it. sql/scope.py and policy/second_wall read these declarations, each in its own words, and name
no table themselves. A table without a declaration cannot be made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from register.vocabulary import ChildLink, Scope


@dataclass(frozen=True, slots=True)
class Finder:
    """A table that has every link once more, with what an area's records are put in order and drawn around by.

    order: its column, of that name in the records' own table too, by which a list is in order that asks for no other.
    orders: those by which it may be in order too, by the column of the record that they hold.
    east, north: those with where the linked part of a record is, in metres of the national grid. listed_as: the one
    with the status by which lists have the record, null if it is the duplicate of another. texts: those with a text of
    the record as it is searched, folded or in small letters, by the column that it is the text of.
    """

    table: str
    order: str
    east: str
    north: str
    listed_as: str
    orders: Mapping[str, str] = field(default_factory=dict, hash=False)
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Links:
    """The tables that say from which areas the records of a subject are reached, by their names.

    reach: the links that policy reads, in the group of the record's place; areas: the links that are public, if any.
    key: the column of both that names the record. main: the column of reach that marks the record's own address, where
    a record can have several. outside: a column of reach, and its value in links of records that are not in the area
    but near it. finder: where the links of an area are read in the order of a page, or by where they are. kinds: for
    each scope that means some of the links, what these say in their column how; without any, the scopes of an area
    mean every link of it. A link may carry an end that lies in the future, and a beginning, if it begins at an
    instant: it ends and begins then by itself.
    """

    reach: str
    key: str
    areas: str | None = None
    main: str | None = None
    outside: tuple[str, str] | None = None
    finder: Finder | None = None
    kinds: Mapping[Scope, tuple[ChildLink, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Owner:
    """The records through which another subject is reached. table: that holds them; key: their key in it; names:
    its column that names the subject."""

    subject: "Subject"
    table: str
    key: str
    names: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record of which a body may reach some and not others.

    kind: its name in the log of changes. places: the table that holds where it is, matched by distances and outlines;
    places_only: a column of places and the value of those that are matched, if not all are.
    versions: the table that counts its changes, of whatever group, for commands that must not be stale.
    It has links of its own, or is reached with the records of another subject that name it.
    """

    kind: str
    links: Links | None = None
    owner: Owner | None = None
    places: str | None = None
    places_only: tuple[str, str] | None = None
    versions: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record with links of its own. link: the column of reach that names it; key: its own key."""

    link: str
    key: str


@dataclass(frozen=True, slots=True)
class Of:
    """Rows of the records of a subject. by: the column that names the record; part: where each row is linked itself.

    of_holder: they also have a holder (holder_agency and so on), whose appointed people reach them, as do those of the
    bodies that the record is linked to, and of a body that has neither area nor organisation.
    """

    subject: Subject
    by: str
    part: Part | None = None
    of_holder: bool = False


@dataclass(frozen=True, slots=True)
class OfBody:
    """Rows of a body or, if they have a subject, of one person of it: agency, area, organisation, subject.

    anyone: true if a null column means every value of it. of_person: false if the rows are of the body, of no person.
    """

    anyone: bool = False
    of_person: bool = True


@dataclass(frozen=True, slots=True)
class OfArea:
    """Rows of a local authority, which the caller's own authority reaches. by: the column that names it."""

    by: str


@dataclass(frozen=True, slots=True)
class OfHolder:
    """Access that a person gave: rows with a holder (holder_agency and so on) and an issuer (issued_agency)."""


@dataclass(frozen=True, slots=True)
class With:
    """Rows that are reached wherever the row of another table is that they name. by: the column that names it."""

    table: str
    by: str


@dataclass(frozen=True, slots=True)
class OfChanges:
    """The log of changes: a row is reached wherever the record may be read that it names.

    entity: the column with the table's name; row: the one with the row's own key, as a text; kind, key: those with the
    subject; columns: the one that lists which columns an update changed.
    """

    entity: str
    row: str
    kind: str
    key: str
    columns: str


@dataclass(frozen=True, slots=True)
class Named:
    """New rows that name the area of the body that adds them. by: for each scope, the column that names it."""

    by: Mapping[Scope, str]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Rows that no link, body or person reaches: they are reached everywhere or nowhere. why: in a few words."""

    why: str


@dataclass(frozen=True, slots=True)
class Hashes:
    """Hashes of the logs, which say nothing of what they are made of: shown to the role that checks a log."""


Anchor = Of | OfBody | OfArea | OfHolder | With | OfChanges | Named | Unlinked | Hashes

HOME = Subject(
    "home",
    links=Links(
        reach="home_reach",
        key="home_id",
        areas="home_area",
        main="of_main",
        outside=("how", "buffer"),
        finder=Finder(
            "home_finder",
            order="urn",
            east="easting",
            north="northing",
            listed_as="listed_as",
            orders={
                "home.places": "places",
                "home.registered_on": "registered_on",
                "home_identity.name": "written_name",
            },
            texts={"home_identity.name": "name", "premises.postcode": "postcode"},
        ),
    ),
    places="premises",
    versions="home_version",
)
PROVIDER = Subject("provider", owner=Owner(HOME, table="home", key="id", names="provider_id"))
_OF_CHILDREN: Mapping[Scope, tuple[ChildLink, ...]] = {
    Scope.OWN_AUTHORITY: (ChildLink.RESPONSIBLE, ChildLink.SHIELDED_RESPONSIBLE),
    Scope.HOSTED: (ChildLink.HOST, ChildLink.SHIELDED_HOST),
    Scope.OWNED: (ChildLink.OWNER, ChildLink.SHIELDED_OWNER),
    Scope.INTEREST: (ChildLink.INTEREST,),
    Scope.OFFERED: (ChildLink.OFFERED,),
    Scope.CASE: (ChildLink.CASE,),
    Scope.LONG_MISSING: (ChildLink.LONG_MISSING,),
    # Not those of a shielded child: an inspection of an area does not reach it.
    Scope.INSPECTED_AREA: (ChildLink.RESPONSIBLE, ChildLink.HOST, ChildLink.OWNER),
}


def _of_children(kind: str) -> Subject:
    return Subject(kind, links=Links(reach=f"{kind}_reach", key=f"{kind}_id", kinds=_OF_CHILDREN))


CHILD = _of_children("child")
PLACEMENT = _of_children("placement")
# A missing child is looked for where it was last seen.
EPISODE = replace(_of_children("episode"), places="sighting", places_only=("kind", "last_seen"))

SUBJECTS = (HOME, PROVIDER, CHILD, PLACEMENT, EPISODE)

PUBLISHED = Unlinked("reference, the same for everyone")


def subject_of(anchor: Anchor) -> Subject:
    """The subject whose records the rows are of. Raises: TypeError if they are of none."""
    if not isinstance(anchor, Of):
        raise TypeError(f"rows that are reached by {anchor} are of no record")
    return anchor.subject


def links_of(subject: Subject) -> Links:
    """The links of a subject. Raises: TypeError if it has none of its own."""
    if subject.links is None:
        raise TypeError(f"no links name a {subject.kind}")
    return subject.links


def tables_of(links: Links) -> tuple[str, ...]:
    """The tables whose rows are links, each reached by its own area."""
    return (links.reach,) if links.finder is None else (links.reach, links.finder.table)


def are_apart(one: Anchor, other: Anchor) -> bool:
    """True if the rows of two tables are of subjects that are reached by links of their own.

    What reaches a record of the one says nothing of the other: each row decides for itself.
    """
    if not (isinstance(one, Of) and isinstance(other, Of)):
        return False
    pair = (one.subject, other.subject)
    owners = [subject.owner.subject for subject in pair if subject.owner is not None]
    return one.subject is not other.subject and not any(owner in pair for owner in owners)
