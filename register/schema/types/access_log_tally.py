"""Consultations of the register, counted by who asked, why, for what, and when."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.access_log import AccessLogEntry

_entries = Tallied("accessLogTally", AccessLogEntry)

ACCESS_LOG_TALLY = _entries.made(
    (
        _entries.measure("count", How.COUNT, "How many consultations there are."),
        _entries.measure("people", How.DISTINCT, "How many people they are of, as their tokens name them.", "subject"),
        _entries.measure("rows", How.SUM, "How many rows they returned or counted together.", "rowCount"),
    ),
    (
        _entries.by("agency", "The agency that people acted for."),
        _entries.by("area", "The ONS code of the organisation's area."),
        _entries.by("organisation", "The organisation's code, if it has no ONS area code."),
        _entries.by("purpose", "The purpose."),
        _entries.by("root", "The root field that was asked for."),
        _entries.by("outcome", "The result: allowed or refused."),
        _entries.by("breakGlass", "True if they relied on break-glass access."),
        *_entries.by_period("at", "they were recorded", "at"),
    ),
)

AccessLogTally = tally_types(ACCESS_LOG_TALLY, __name__)
