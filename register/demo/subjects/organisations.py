"""Invented organisations that have no ONS code: those that interview children, and health bodies."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from register.demo.batch import Batch
from register.tables import agency, organisation
from register.vocabulary import Agency

AGENCIES: dict[Agency, str] = {
    Agency.HEALTH: "Health",
    Agency.INTERVIEW_PROVIDER: "Return interview provider",
}
ORGANISATIONS: dict[str, tuple[Agency, str]] = {
    "demo-health-area": (Agency.HEALTH, "Teacuphurst Designated Health Area"),
    "demo-health-board": (Agency.HEALTH, "Quillcombe Integrated Care Board"),
    "demo-interview-north": (Agency.INTERVIEW_PROVIDER, "Marmalademere Independent Interviews"),
    "demo-interview-trust": (Agency.INTERVIEW_PROVIDER, "Thimblewick Return Interview Trust"),
}


def organisations_batch() -> Batch:
    """The rows of the organisations."""
    rows = tuple((code, of, name) for code, (of, name) in ORGANISATIONS.items())
    return Batch(organisation, ("code", "agency", "name"), rows)


def know_agencies(connection: sa.Connection) -> None:
    """Add the agencies of these organisations where the register does not name them yet."""
    rows = [{"code": code, "name": name} for code, name in AGENCIES.items()]
    connection.execute(insert(agency).values(rows).on_conflict_do_nothing())
