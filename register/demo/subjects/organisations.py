"""Invented organisations that have no ONS code: those that interview children, and health bodies."""

from register.demo.batch import Batch
from register.tables import organisation
from register.vocabulary import Agency

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
