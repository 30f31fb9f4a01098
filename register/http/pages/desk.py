"""Ofsted's desk: what the registration authority does, from an application to a cancelled registration."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from register.http.pages.acts import Act, done_text, offered
from register.http.pages.questions import Question
from register.http.pages.visit import Visit

HOME: Final = "/homes/{urn}"
RECORD: Final = Question("HomeToChange", "home", "urn version", {"urn": "Urn!"})
TO_OPEN: Final = Question("HomeToOpen", "home", "urn", {"urn": "Urn!"})
KNOWN: Final[Mapping[str, str]] = {"urn": "urn", "expectedVersion": "version"}


def _on_home(word: str, command: str, title: str, *, done: str, taken: tuple[str, ...] = ()) -> Act:
    return Act(f"{HOME}/{word}", command, title, done, HOME, record=RECORD, named_by="urn", known=KNOWN, taken=taken)


NEW: Final = (
    Act("/desk/apply", "receiveApplication", "Receive an application", "The application is recorded.", "/desk", HOME),
    Act("/desk/register", "registerHome", "Register a home", "The home is registered.", "/desk", HOME),
    Act("/desk/provider", "registerProvider", "Register a provider", "The provider is registered.", "/desk"),
    Act(
        "/desk/list",
        "importHomes",
        "Import the monthly list",
        "The list is imported.",
        "/desk",
        about_file="Ofsted's list of providers, as published: CSV.",
        compares=True,
    ),
)
ON_HOME: Final = (
    _on_home("grant", "grantApplication", "Grant the application", done="The home is registered."),
    _on_home("refuse", "refuseApplication", "Refuse the application", done="The application is refused."),
    _on_home("vary", "varyConditions", "Vary a condition", done="The condition is varied."),
    _on_home("notice", "serveNotice", "Serve a notice", done="The notice is served."),
    _on_home("inspect", "recordInspection", "Record an inspection", done="The inspection is recorded."),
    _on_home("publish", "publishInspection", "Publish an inspection", done="The inspection is published."),
    _on_home("opened", "recordFirstAccommodation", "Record the first child", done="The day is recorded."),
    _on_home("manager", "changeManager", "Change the manager", done="The manager is changed."),
    _on_home("individual", "changeResponsibleIndividual", "Change the responsible individual", done="It is changed."),
    _on_home("change", "changeHome", "Change its name or how it operates", done="The change is recorded."),
    _on_home("correct", "correctHome", "Correct the record", done="The record is corrected."),
    _on_home("suspend", "suspendRegistration", "Suspend the registration", done="The registration is suspended."),
    _on_home("resume", "liftSuspension", "Lift the suspension", done="The suspension is lifted."),
    _on_home("cancel", "cancelRegistration", "Cancel the registration", done="The registration is cancelled."),
    Act(
        f"{HOME}/open",
        "openHome",
        "Open the home in an emergency",
        "The home is open to you. Its force, Ofsted and your supervisor see that you opened it.",
        HOME,
        record=TO_OPEN,
        named_by="urn",
        known={"urn": "urn"},
    ),
)
LIFT: Final = _on_home(
    "notices/{notice}/lift", "liftNotice", "Lift the notice", done="The notice is lifted.", taken=("notice",)
)
ACTS: Final = (*NEW, *ON_HOME, LIFT)


async def desk(visit: Visit) -> Response:
    """What can be begun at the desk."""
    return visit.page(
        "desk.html",
        offered=offered(NEW, visit.caller, ""),
        done=done_text(NEW, visit.given.get("done")),
        changes=[act.title for act in ON_HOME],
    )
