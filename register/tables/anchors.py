"""How the rows of each table are reached: by the links of which kind of record, by whose they are, or not at all.

Policy says how far a body may go in scopes, such as its own area. A table says here what a scope has to look at to
decide about a row of it. sql/scope.py and policy/second_wall read these declarations, each in its own words, and name
no table themselves. A table without a declaration cannot be made.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """The tables that say from which areas the records of a subject are reached, by their names.

    reach: the links that policy reads, in the group of the record's place; areas: the links that are public, if any.
    key: the column of both that names the record. main: the column of reach that marks the record's own address, where
    a record can have several. outside: a column of reach, and its value in links of records that are not in the area
    but near it. A link may carry an end that lies in the future: it ends then by itself.
    """

    reach: str
    key: str
    areas: str | None = None
    main: str | None = None
    outside: tuple[str, str] | None = None


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

    kind: its name in the log of changes. places: the table that holds where it is, matched by distances and outlines.
    versions: the table that counts its changes, of whatever group, for commands that must not be stale.
    It has links of its own, or is reached with the records of another subject that name it.
    """

    kind: str
    links: Links | None = None
    owner: Owner | None = None
    places: str | None = None
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

    anyone: true if a null column means every value of it.
    """

    anyone: bool = False


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
class Unlinked:
    """Rows that no link, body or person reaches: they are reached everywhere or nowhere. why: in a few words."""

    why: str


@dataclass(frozen=True, slots=True)
class Hashes:
    """Hashes of the logs, which say nothing of what they are made of: shown to the role that checks a log."""


Anchor = Of | OfBody | OfHolder | With | OfChanges | Unlinked | Hashes

HOME = Subject(
    "home",
    links=Links(reach="home_reach", key="home_id", areas="home_area", main="of_main", outside=("how", "buffer")),
    places="premises",
    versions="home_version",
)
PROVIDER = Subject("provider", owner=Owner(HOME, table="home", key="id", names="provider_id"))

SUBJECTS = (HOME, PROVIDER)

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
