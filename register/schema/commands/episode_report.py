"""The command on reports of missing episodes, by the force that owns one and the authority of the child."""

from datetime import datetime

from register.catalogue import Argument
from register.schema.commands.missing_episode import on_episode
from register.vocabulary import Group, ReportStep

RECORD_REPORT = on_episode(
    "recordReport",
    "Record that the home reported a missing child, or that the host authority was notified. The register knows the "
    "rest of reportedEverywhere itself.",
    Group.REPORTS,
    step=Argument(ReportStep, "Who reported it or was notified: HOME or HOST_AUTHORITY."),
    doneAt=Argument(datetime, "When that was."),
)
