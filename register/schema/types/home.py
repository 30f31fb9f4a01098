"""Children's homes."""

from datetime import date
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Beside, Lasting, Relation, Usual, column, entity, relation, withheld
from register.open_types import MadeField, TableColumn
from register.schema.building.arguments import AFTER, first, order_by, takes
from register.schema.building.connections import connection_of
from register.schema.building.scalars import Urn
from register.schema.building.withheld import Withheld
from register.schema.types.area import Area
from register.schema.types.condition import Condition
from register.schema.types.consultation import HomeConsultationConnection
from register.schema.types.inspection import Inspection, InspectionConnection
from register.schema.types.notice import Notice
from register.schema.types.person import Person
from register.schema.types.premises import EDGE, Address, Location, Premises, address, place
from register.schema.types.provider import Provider
from register.vocabulary import (
    CURRENT_STATUSES,
    HomeKind,
    InspectionKind,
    Judgement,
    Need,
    NoticeKind,
    OperationalStatus,
    PersonRole,
    RegistrationStatus,
    Sector,
    SexAdmitted,
)

LATEST_INSPECTION = (tables.inspection.c.started_on, tables.inspection.c.id)
GRADES = tuple(each for each in Judgement if each is not Judgement.NOT_JUDGED)
LATEST_NOTICE = (tables.notice.c.served_on, tables.notice.c.id)
LATEST_PERSON = (tables.home_person.c.valid_from, tables.home_person.c.id)
RESTRICTION = Relation(
    "",
    "Notice",
    tables.home.c.id,
    tables.notice.c.home_id,
    latest=LATEST_NOTICE,
    only=(tables.notice.c.kind, (NoticeKind.RESTRICTION_OF_ACCOMMODATION,)),
    lasting=Lasting(tables.notice.c.served_on, tables.notice.c.ends_on, tables.notice.c.lifted_on),
)
PEOPLE = Relation(
    "", "Person", tables.home.c.id, tables.home_person.c.home_id, many=True, plain=True, past=True, matchable=False
)
LOOKED_UP = Relation(
    "", "HomeConsultation", tables.home.c.id, tables.home_consultation.c.home_id, many=True, matchable=False
)
SUCCESSOR = Relation(
    "",
    "Home",
    tables.home.c.urn,
    tables.home.c.previous_urn,
    latest=(tables.home.c.registered_on, tables.home.c.id),
    matchable=False,
    ever=True,
)


def inspected(
    description: str, only: tuple[TableColumn, tuple[str, ...]] | None = None, ordered_by: tuple[str, ...] = ()
) -> MadeField:
    """The latest inspection of a home. only: a column, and the values of which it must have one. ordered_by: as of a
    relation."""
    home, inspection = tables.home.c.id, tables.inspection.c.home_id
    made = Relation("", "Inspection", home, inspection, latest=LATEST_INSPECTION, only=only, ordered_by=ordered_by)
    return relation(made, description)


def holder(role: PersonRole, description: str) -> MadeField:
    """The person who has a role in a home now."""
    home, person = tables.home.c.id, tables.home_person.c
    made = Relation("", "Person", home, person.home_id, latest=LATEST_PERSON, only=(person.role, (role,)))
    return relation(made, description)


@entity(
    tables.home,
    audited=tables.home.c.urn,
    order=(("urn", False),),
    usual=Usual(tables.home.c.merged_into_id, "registrationStatus", CURRENT_STATUSES),
    beside=(
        Beside(tables.home_version, tables.home_version.c.home_id),
        Beside(tables.home_identity, tables.home_identity.c.home_id),
        Beside(tables.premises, tables.premises.c.home_id, main_only=True),
    ),
)
class Home:
    """A children's home that is or was registered with Ofsted, or that has applied to be."""

    id: strawberry.ID = column(tables.home.c.id, "The register's own identifier. It never changes and has no meaning.")
    urn: Urn = column(
        tables.home.c.urn, "Ofsted's unique reference number (URN). The home gets a new one when its provider changes."
    )
    version: int | None = column(
        tables.home_version.c.version,
        "The record's version number. It goes up by one with each change; commands send it as expectedVersion.",
    )
    kind: HomeKind | None = column(tables.home.c.kind, "The kind of establishment.")
    sector: Sector | None = column(tables.home.c.sector, "The sector that runs the home.")
    registration_status: RegistrationStatus | None = column(
        tables.home.c.registration_status, "The home's place in the registration lifecycle."
    )
    application_received_on: date | None = column(
        tables.home.c.application_received_on,
        "The date Ofsted received the application for registration; null if it is not known.",
    )
    registered_on: date | None = column(tables.home.c.registered_on, "The date the home was registered.")
    ceased_on: date | None = column(tables.home.c.ceased_on, "The date the registration ended; null if it has not.")
    places: int | None = column(tables.home.c.places, "Registered places: the most children the home may care for.")
    short_breaks_only: bool | None = column(
        tables.home.c.short_breaks_only, "True if the home only offers short breaks."
    )
    previous_urn: Urn | None = column(tables.home.c.previous_urn, "The URN the home had before its provider changed.")
    successor: Annotated["Home", strawberry.lazy("register.schema.types.home")] | None = relation(
        SUCCESSOR,
        "The home this one became when it passed to another provider; null if it did not. Conditions and notices of "
        "this home do not bind it.",
    )
    authority: Area | None = relation(
        Relation("", "Area", tables.home.c.authority_code, tables.area.c.code),
        "The local authority whose area the main premises are in.",
    )
    force: Area | None = relation(
        Relation("", "Area", tables.home.c.force_code, tables.area.c.code),
        "The police force whose area the main premises are in. If they are on a boundary, one of the forces; if they "
        "are in no force area, the nearest.",
    )
    region: Area | None = relation(
        Relation("", "Area", tables.home.c.region_code, tables.area.c.code),
        "The region the main premises are in.",
    )
    provider: Provider | None = relation(
        Relation("", "Provider", tables.home.c.provider_id, tables.provider.c.id), "The provider that runs the home."
    )
    latest_inspection: Inspection | None = inspected(
        "The inspection with the latest start date, of any kind: a later visit without a judgement hides an earlier "
        "judgement. Use currentJudgement to find homes by how they were judged.",
        ordered_by=("startedOn",),
    )
    current_judgement: Inspection | None = inspected(
        "The inspection whose overall judgement is the home's judgement now: the latest with a graded one. null if the "
        "home was never judged.",
        only=(tables.inspection.c.overall_experiences_and_progress, GRADES),
        ordered_by=("overallExperiencesAndProgress", "startedOn"),
    )
    latest_full_inspection: Inspection | None = inspected(
        "The full inspection with the latest start date.",
        only=(tables.inspection.c.kind, (InspectionKind.FULL,)),
        ordered_by=("startedOn", "overallExperiencesAndProgress"),
    )
    inspections: InspectionConnection | None = relation(
        Relation("", "Inspection", tables.home.c.id, tables.inspection.c.home_id, many=True),
        "The home's inspections, latest first unless you ask for another order. Use not: {inspections: {some: {}}} to "
        "find homes that were never inspected.",
        takes(first=first(10), after=AFTER, orderBy=order_by("Inspection")),
    )
    name: str | None = column(tables.home_identity.c.name, "The home's name; null if not known.")
    location: Location | None = place()
    address: Address | None = address()
    postcode: str | None = column(
        tables.premises.c.postcode, "The postcode of the main premises, in capitals with one space."
    )
    uprn: str | None = column(
        tables.premises.c.uprn, "The unique property reference number (UPRN) of the main premises, up to 12 digits."
    )
    premises: list[Premises] | None = relation(
        Relation("", "Premises", tables.home.c.id, tables.premises.c.home_id, many=True, plain=True),
        "The home's buildings, as far as you may see them.",
    )
    on_edge: bool | None = column(tables.premises.c.on_edge, EDGE)
    age_min: int | None = column(tables.home_identity.c.age_min, "The youngest age the home admits, in years.")
    age_max: int | None = column(tables.home_identity.c.age_max, "The oldest age the home admits, in years.")
    sex_admitted: SexAdmitted | None = column(
        tables.home_identity.c.sex_admitted, "Which children the home admits, by sex."
    )
    needs: list[Need] | None = column(
        tables.home_identity.c.needs, "The kinds of need the home is registered to care for."
    )
    operational_status: OperationalStatus | None = column(
        tables.home_identity.c.operational_status,
        "The home's state of operation: not yet accommodating, open or temporarily closed; null if it is not known, or "
        "if the registration has ended or was refused.",
    )
    first_accommodated_on: date | None = column(
        tables.home_identity.c.first_accommodated_on, "The date the first child moved in."
    )
    secure_approved: bool | None = column(
        tables.home_identity.c.secure_approved,
        "True if the home is approved to restrict liberty (Children Act 1989, section 25). Secure "
        "children's homes only.",
    )
    secure_places: int | None = column(
        tables.home_identity.c.secure_places, "The number of secure places approved (Children Act 1989, section 25)."
    )
    contact_telephone: str | None = column(
        tables.home_identity.c.contact_telephone,
        "A telephone number that is answered at any hour, in E.164 format: + and the country code first.",
    )
    registered_manager: Person | None = holder(
        PersonRole.REGISTERED_MANAGER, "The registered manager; null if the post is vacant."
    )
    responsible_individual: Person | None = holder(
        PersonRole.RESPONSIBLE_INDIVIDUAL, "The person who answers for the home, if its provider is an organisation."
    )
    people: list[Person] | None = relation(
        PEOPLE,
        "The registered managers and responsible individuals, latest first: former ones too, with their dates; with "
        "validOn, those of that day.",
    )
    conditions: list[Condition] | None = relation(
        Relation("", "Condition", tables.home.c.id, tables.condition.c.home_id, many=True, plain=True),
        "The conditions of the home's registration, including past ones; with validOn, those of that day.",
    )
    notices: list[Notice] | None = relation(
        Relation("", "Notice", tables.home.c.id, tables.notice.c.home_id, many=True, plain=True),
        "The notices served on the home, including lifted ones; with validOn, those served by then and not over.",
    )
    restriction: Notice | None = relation(
        RESTRICTION,
        "The restriction of accommodation that is in force (section 22B); null if there is none. From the day it is "
        "served no new child may move in, until it is lifted or ends. notices lists those of the past.",
    )
    merged_into: Annotated["Home", strawberry.lazy("register.schema.types.home")] | None = relation(
        Relation("", "Home", tables.home.c.merged_into_id, tables.home.c.id, matchable=False),
        "The home this record was merged into, because it is a duplicate; null if it was not merged.",
    )
    missing_episodes: (
        Annotated["MissingEpisodeConnection", strawberry.lazy("register.schema.types.missing_episode")] | None  # type: ignore[name-defined]  # noqa: F821
    ) = relation(
        Relation("", "MissingEpisode", tables.home.c.id, tables.missing_episode.c.home_id, many=True),
        "Missing episodes from the home, as far as you may see them, latest first unless you ask for another order.",
        takes(first=first(10), after=AFTER, orderBy=order_by("MissingEpisode")),
    )
    consultations: HomeConsultationConnection | None = relation(
        LOOKED_UP,
        "Which bodies looked the home up in the last 12 months to protect a child, the latest first: for the police "
        "force and the local authority of its area, as noted until now, also with asOf. No person is named. What may "
        "be an investigation is not shown.",
        takes(first=first(10), after=AFTER, orderBy=order_by("HomeConsultation")),
    )
    history: Annotated["ChangeConnection", strawberry.lazy("register.schema.types.change")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Change", tables.home.c.id, tables.entry.c.subject_id, many=True, matchable=False),
        "Changes to the home and its related records, as far as you may read them, latest first.",
        takes(first=first(10), after=AFTER),
    )
    withheld: list[Withheld] = withheld()


HomeConnection = connection_of("Home", __name__, distance=True)
