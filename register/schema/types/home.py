"""Children's homes."""

from datetime import date
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Beside, Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.words import (
    AFTER,
    HomeKind,
    Need,
    OperationalStatus,
    RegistrationStatus,
    Sector,
    SexAdmitted,
    Urn,
    Withheld,
    first,
    order_by,
    takes,
)
from register.schema.types.area import Area
from register.schema.types.enforcement import Condition, Notice
from register.schema.types.inspection import Inspection, InspectionConnection
from register.schema.types.person import Person
from register.schema.types.premises import EDGE, Address, Location, Premises, address, place
from register.schema.types.provider import Provider
from register.vocabulary import NoticeKind, PersonRole

LATEST_INSPECTION = (tables.inspection.c.started_on, tables.inspection.c.id)
LATEST_NOTICE = (tables.notice.c.served_on, tables.notice.c.id)
LATEST_PERSON = (tables.home_person.c.valid_from, tables.home_person.c.id)


@entity(
    tables.home,
    audited=tables.home.c.urn,
    order=(("urn", False),),
    beside=(
        Beside(tables.home_identity, tables.home_identity.c.home_id),
        Beside(tables.premises, tables.premises.c.home_id, main_only=True),
    ),
)
class Home:
    """A children's home that is or was registered with Ofsted."""

    id: strawberry.ID = column(tables.home.c.id, "The register's own opaque key.")
    urn: Urn = column(tables.home.c.urn, "Ofsted's unique reference number; a change of provider gives a new one.")
    version: int = column(tables.home.c.version, "How many times the record has been written.")
    kind: HomeKind | None = column(tables.home.c.kind, "What kind of establishment it is.")
    sector: Sector | None = column(tables.home.c.sector, "Who runs it.")
    registration_status: RegistrationStatus | None = column(
        tables.home.c.registration_status, "Where it stands in the registration lifecycle."
    )
    registered_on: date | None = column(tables.home.c.registered_on, "The day on which it was registered.")
    ceased_on: date | None = column(
        tables.home.c.ceased_on, "The day on which its registration ended; null while it lasts."
    )
    places: int | None = column(tables.home.c.places, "Registered places: the most children it may care for.")
    short_breaks_only: bool | None = column(tables.home.c.short_breaks_only, "Whether it offers short breaks alone.")
    previous_urn: Urn | None = column(tables.home.c.previous_urn, "The reference it had before its provider changed.")
    authority: Area | None = relation(
        Relation("", "Area", tables.home.c.authority_code, tables.area.c.code),
        "The authority in whose area its main premises stand.",
    )
    force: Area | None = relation(
        Relation("", "Area", tables.home.c.force_code, tables.area.c.code),
        "The police force in whose area its main premises stand; null where they stand in none.",
    )
    region: Area | None = relation(
        Relation("", "Area", tables.home.c.region_code, tables.area.c.code),
        "The region in which its main premises stand.",
    )
    provider: Provider | None = relation(
        Relation("", "Provider", tables.home.c.provider_id, tables.provider.c.id), "Who runs it."
    )
    latest_inspection: Inspection | None = relation(
        Relation("", "Inspection", tables.home.c.id, tables.inspection.c.home_id, latest=LATEST_INSPECTION),
        "The inspection that began last.",
    )
    inspections: InspectionConnection | None = relation(
        Relation("", "Inspection", tables.home.c.id, tables.inspection.c.home_id, many=True),
        "Its inspections, the latest first unless another order is asked for.",
        takes(first=first(10), after=AFTER, orderBy=order_by("Inspection")),
    )
    name: str | None = column(tables.home_identity.c.name, "The home's name; null where it is not known.")
    location: Location | None = place()
    address: Address | None = address()
    postcode: str | None = column(
        tables.premises.c.postcode, "The postcode of its main premises, in capitals with one space."
    )
    uprn: str | None = column(
        tables.premises.c.uprn, "Unique property reference number of its main premises, up to 12 digits."
    )
    premises: list[Premises] | None = relation(
        Relation("", "Premises", tables.home.c.id, tables.premises.c.home_id, many=True, plain=True),
        "Every building that its registration spans, as far as you may know of them.",
    )
    on_edge: bool | None = column(tables.premises.c.on_edge, EDGE)
    age_min: int | None = column(tables.home_identity.c.age_min, "The youngest age admitted, in years.")
    age_max: int | None = column(tables.home_identity.c.age_max, "The oldest age admitted, in years.")
    sex_admitted: SexAdmitted | None = column(tables.home_identity.c.sex_admitted, "Which children it admits.")
    needs: list[Need] | None = column(tables.home_identity.c.needs, "The kinds of need it is registered to care for.")
    operational_status: OperationalStatus | None = column(
        tables.home_identity.c.operational_status, "Whether children can be or are living there."
    )
    first_accommodated_on: date | None = column(
        tables.home_identity.c.first_accommodated_on, "The day on which the first child moved in."
    )
    secure_approved: bool | None = column(
        tables.home_identity.c.secure_approved,
        "Whether it is approved under Children Act 1989 s.25; secure homes alone.",
    )
    secure_places: int | None = column(tables.home_identity.c.secure_places, "Places approved under s.25.")
    contact_telephone: str | None = column(
        tables.home_identity.c.contact_telephone, "The number that is answered at any hour, in E.164 form."
    )
    registered_manager: Person | None = relation(
        Relation(
            "",
            "Person",
            tables.home.c.id,
            tables.home_person.c.home_id,
            latest=LATEST_PERSON,
            only=(tables.home_person.c.role, PersonRole.REGISTERED_MANAGER),
        ),
        "The registered manager; null where the post is vacant.",
    )
    responsible_individual: Person | None = relation(
        Relation(
            "",
            "Person",
            tables.home.c.id,
            tables.home_person.c.home_id,
            latest=LATEST_PERSON,
            only=(tables.home_person.c.role, PersonRole.RESPONSIBLE_INDIVIDUAL),
        ),
        "Who answers for the home where its provider is an organisation.",
    )
    conditions: list[Condition] | None = relation(
        Relation("", "Condition", tables.home.c.id, tables.condition.c.home_id, many=True, plain=True),
        "The conditions of its registration, past ones included.",
    )
    notices: list[Notice] | None = relation(
        Relation("", "Notice", tables.home.c.id, tables.notice.c.home_id, many=True, plain=True),
        "The notices served on it, lifted ones included.",
    )
    restriction: Notice | None = relation(
        Relation(
            "",
            "Notice",
            tables.home.c.id,
            tables.notice.c.home_id,
            latest=LATEST_NOTICE,
            only=(tables.notice.c.kind, NoticeKind.RESTRICTION_OF_ACCOMMODATION),
        ),
        "The restriction of accommodation (section 22B) served last: from its service on no child may come who was "
        "not there, until it is lifted or ends.",
    )
    merged_into: Annotated["Home", strawberry.lazy("register.schema.types.home")] | None = relation(
        Relation("", "Home", tables.home.c.merged_into_id, tables.home.c.id, matchable=False),
        "The home that this record is of, where it was found to be a duplicate of another's; null where it was not.",
    )
    history: Annotated["ChangeConnection", strawberry.lazy("register.schema.types.change")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Change", tables.home.c.id, tables.entry.c.home_id, many=True, matchable=False),
        "What changed of it and of all that it holds, as far as you may read it, the latest first.",
        takes(first=first(10), after=AFTER),
    )
    withheld: list[Withheld] = withheld()


HomeConnection = connection_of("Home", __name__, distance=True)
