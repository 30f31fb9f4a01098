"""What figures are broken down by: constant bands, and the closed lists of the register."""

from collections.abc import Iterable

from register.rules.authority_return import OF_A_YEAR
from register.statistics.question import Dimension
from register.vocabulary import (
    ClosedList,
    ExploitationKind,
    ExploitationStatus,
    FoundBy,
    HomeKind,
    Judgement,
    MissingKind,
    MissingSetting,
    PlacementKind,
    PullReason,
    PushReason,
    ReturnKind,
    RiskLevel,
    Sector,
    Sex,
)


def _listed(name: str, *lists: Iterable[ClosedList], **others: str) -> Dimension:
    """A dimension with the codes of closed lists, and others beside them."""
    codes: Iterable[ClosedList] = (each for values in lists for each in values)
    return Dimension(name, {each.value: each.description.rstrip(".") for each in codes} | others)


AGE = Dimension(
    "age", {"under_10": "Under 10", "10_to_12": "10 to 12", "13_to_15": "13 to 15", "16_and_over": "16 and over"}
)
SEX = _listed("sex", Sex)
ETHNICITY = Dimension(
    "ethnicity",
    {
        "white": "White",
        "mixed": "Mixed or multiple ethnic groups",
        "asian": "Asian or Asian British",
        "black": "Black, African, Caribbean or Black British",
        "other": "Other ethnic group",
        "not_recorded": "Not recorded",
    },
)
KIND = _listed("kind", MissingKind)
YEARLY_LIST = _listed("list", [kind for kind in ReturnKind if kind in OF_A_YEAR])
SETTING = _listed("setting", MissingSetting)
PLACEMENT = _listed("placement", PlacementKind, not_placed="Not placed by an authority")
PLACED = Dimension(
    "placed",
    {
        "own_area": "Placed in the area of the responsible authority",
        "out_of_area": "Placed in the area of another authority",
        "not_placed": "Not placed by an authority",
    },
)
DURATION = Dimension(
    "duration",
    {
        "under_6_hours": "Up to 6 hours",
        "6_to_24_hours": "Over 6, up to 24 hours",
        "24_to_48_hours": "Over 24, up to 48 hours",
        "2_to_7_days": "Over 2, up to 7 days",
        "7_to_30_days": "Over 7, up to 30 days",
        "over_30_days": "Over 30 days",
        "still_open": "Still missing",
    },
)
TIMES = Dimension(
    "times",
    {
        "never": "Not missing",
        "once": "Missing once",
        "more_than_once": "Missing more than once",
        "three_in_90_days": "Missing three times or more within 90 days",
    },
)
TIMES_OF_FLAGGED = Dimension("times", {code: TIMES.labels[code] for code in ("never", "once", "more_than_once")})
FOUND_BY = _listed("found_by", FoundBy, not_recorded="Not recorded")
HARM = Dimension(
    "harm",
    {"none": "No harm known", "harmed": "Harmed", "fatal": "Died", "not_recorded": "Not recorded"},
)
FIRST_RISK = _listed("first_risk", RiskLevel, not_assessed="Not assessed")
HIGHEST_RISK = _listed("highest_risk", RiskLevel, not_assessed="Not assessed")
TIME_OF_DAY = Dimension(
    "time_of_day",
    {
        "00_to_06": "From midnight to 6 am",
        "06_to_12": "From 6 am to noon",
        "12_to_18": "From noon to 6 pm",
        "18_to_24": "From 6 pm to midnight",
    },
)
WEEKDAY = Dimension(
    "weekday",
    dict(
        zip(
            "1234567",
            ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
            strict=True,
        )
    ),
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = Dimension("month", {f"{number:02}": name for number, name in enumerate(MONTHS, start=1)})
REASON = _listed("reason", PushReason, PullReason)
EXPLOITATION = _listed("kind", ExploitationKind)
STATUS = _listed("status", ExploitationStatus)
HOME_KIND = _listed("kind", HomeKind)
SECTOR = _listed("sector", Sector)
JUDGEMENT = _listed("judgement", Judgement)
