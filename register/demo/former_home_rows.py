"""The rows of invented homes that closed, passed on, were refused or apply."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import shapely

from register.demo.batch import Batch, Row
from register.demo.former_homes import FormerHome
from register.demo.invented_names import postcodes, streets, telephones
from register.demo.random_draws import chance, keys
from register.demo.subjects.notices import cancellation_batches
from register.demo.subjects.premises import FIRST_UPRN
from register.demo.subjects.providers import SOURCE
from register.geo.crs import GRID_SRID, to_wgs84
from register.tables import home
from register.vocabulary import LocationPrecision, NoticeKind, OperationalStatus, RegistrationStatus

Values = dict[str, object]

# After the numbers of the premises of registered homes.
NEXT_UPRN = FIRST_UPRN + 5_000
PROPOSED_BEFORE_DAYS = 60
MOVED_IN_AFTER_DAYS = 60

# Which notices ended a registration, and how many days before its last.
ENDED_BY: Mapping[RegistrationStatus, tuple[tuple[NoticeKind, int], ...]] = {
    RegistrationStatus.CANCELLED_OFSTED: ((NoticeKind.NOTICE_OF_PROPOSAL, PROPOSED_BEFORE_DAYS),),
    RegistrationStatus.CANCELLED_COURT: ((NoticeKind.URGENT_CANCELLATION, 0),),
}
_HOME_COLUMNS = (
    "id", "urn", "kind", "sector", "registration_status", "registered_on", "ceased_on", "places", "provider_id",
    "authority_code", "source_system",
)  # fmt: skip


def former_home_batches(
    formers: Sequence[FormerHome], identities: Batch, premises: Batch, *, seed: int
) -> tuple[Batch, ...]:
    """The rows of the homes, of their identity and premises, and of the notices that ended registrations.

    identities, premises: the rows of the registered homes, for each of these homes is like one of them.
    """
    return (
        _public_facts(formers),
        _identities(formers, identities, seed),
        _premises(formers, premises, seed),
        *_notices(formers, seed),
    )


def _public_facts(formers: Sequence[FormerHome]) -> Batch:
    rows: list[Row] = [
        (one.key, one.urn, one.kind, one.sector, one.status, former.registered_on, one.ceased_on, one.places,
         one.provider.key, one.place.authority, SOURCE)
        for former in formers for one in (former.home,)
    ]  # fmt: skip
    return Batch(home, _HOME_COLUMNS, tuple(rows))


def _identities(formers: Sequence[FormerHome], standing: Batch, seed: int) -> Batch:
    draws = chance(seed, "identities of former homes")
    of_home = {row["home_id"]: row for row in standing.by_name()}
    waits = draws.integers(0, MOVED_IN_AFTER_DAYS, len(formers)).tolist()
    rows = [
        of_home[former.beside.key]
        | {
            "home_id": former.home.key,
            "name": former.name or of_home[former.beside.key]["name"],
            "operational_status": _operation(former.home.status),
            "first_accommodated_on": _some_days_after(former.registered_on, wait),
            "contact_telephone": telephone,
        }
        for former, wait, telephone in zip(formers, waits, telephones(draws, len(formers)), strict=True)
    ]
    return standing.with_rows(rows)


def _operation(status: RegistrationStatus) -> OperationalStatus | None:
    applies = status is RegistrationStatus.APPLICATION_RECEIVED
    return OperationalStatus.NOT_YET_ACCOMMODATING if applies else None


def _some_days_after(day: date | None, wait: int) -> date | None:
    return None if day is None else day + timedelta(days=wait)


def _premises(formers: Sequence[FormerHome], standing: Batch, seed: int) -> Batch:
    draws = chance(seed, "premises of former homes")
    of_home: dict[object, list[Values]] = defaultdict(list)
    for row in standing.by_name():
        of_home[row["home_id"]].append(row)
    passed_on = [one for one in formers if one.passed_on]
    others = [one for one in formers if not one.passed_on]
    # Whoever takes a home over has it in the same buildings.
    same = [row | _of(former) for former in passed_on for row in of_home[former.beside.key]]
    new = _new_buildings(others, [of_home[former.beside.key][0] for former in others], draws)
    rows = [*same, *new]
    return standing.with_rows(
        [row | {"id": key} for row, key in zip(rows, keys(draws, len(rows)), strict=True)],
    )


def _of(former: FormerHome) -> Values:
    return {"home_id": former.home.key, "valid_from": former.registered_on}


def _new_buildings(
    formers: Sequence[FormerHome], neighbours: Sequence[Values], draws: np.random.Generator
) -> Iterable[Values]:
    """Buildings in the town and the postcode district of their neighbours, each with a point of its own."""
    points = np.asarray([former.home.place.points[0] for former in formers])
    longitudes, latitudes = to_wgs84(points[:, 0], points[:, 1])
    shapes = shapely.to_wkb(
        shapely.set_srid(shapely.points(points), GRID_SRID), hex=True, include_srid=True, output_dimension=2
    ).tolist()
    districts = [_district(str(row["postcode"])) for row in neighbours]
    addresses = zip(
        draws.integers(1, 190, len(formers)).tolist(),
        streets(draws, len(formers)),
        postcodes(draws, districts),
        strict=True,
    )
    for index, (former, row, (number, street, code)) in enumerate(zip(formers, neighbours, addresses, strict=True)):
        yield (
            row
            | _of(former)
            | {
                "paon": str(number), "street": street, "postcode": code, "uprn": NEXT_UPRN + index,
                "point_27700": shapes[index], "longitude": round(float(longitudes[index]), 8),
                "latitude": round(float(latitudes[index]), 8), "location_precision": LocationPrecision.UPRN,
            }
        )  # fmt: skip


def _district(postcode: str) -> int:
    outward, _ = postcode.split()
    return int(outward.removeprefix("ZZ")) - 1


def _notices(formers: Sequence[FormerHome], seed: int) -> tuple[Batch, Batch]:
    draws = chance(seed, "notices to former homes")
    served = [
        (former.home, kind, former.home.ceased_on - timedelta(days=before))
        for former in formers
        for kind, before in ENDED_BY.get(former.home.status, ())
        if former.home.ceased_on is not None
    ]
    numbered = zip(keys(draws, len(served)), served, strict=True)
    return cancellation_batches((key, one.key, kind, served_on) for key, (one, kind, served_on) in numbered)
