"""Ofsted's list of homes in the form of each year since 2015: its titles, columns, words, encoding and end."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ADDRESS = ("Address 1", "Address 2", "Town", "County", "Postcode")
TABLE_NOTES = (
    "This worksheet contains one table, this table begins in cell A4.",
    "Some cells in this table are empty.",
)
TODAY_JUDGED = (
    "Overall experiences and progress of children and young people",
    "Outcomes in education and related learning activities",
    "Health services",
    "How well children and young people are helped and protected",
    "The effectiveness of leaders and managers",
)
FORMER_JUDGED = (
    "Overall effectiveness",
    "Outcomes for children and young people",
    "Quality of care",
    "Safeguarding children and young people",
    "Leadership and management",
)
EVENT = ("Event type", "Inspection date", "Publication date", "Event number")
LATEST = (
    "Latest full inspection event type",
    "Latest full inspection date",
    "Latest full inspection publication date",
    "Latest full inspection event number",
)
OWNER = "Organisation which owns the provider"
PLACE = ("Ofsted region", "Government Office Region", "Local authority", "Parliamentary constituency")

# What a cell of an invented home holds, by the name of its column; what is not here is empty.
CELLS: Mapping[str, str] = {
    "Web link": "Ofsted page",
    "URN": "SC900001",
    "Provision type": "Children's home",
    "Registration date": "24/04/2009",
    **dict.fromkeys(("Registration status", "Reg Status"), "Active"),
    **dict.fromkeys(("Name", "Setting Name", *ADDRESS), "REDACTED"),
    "Local authority": "Ashshire",
    "Sector": "Private",
    "Places": "4",
    **dict.fromkeys((OWNER, "Organisation", "Organisation name"), "Example Care Ltd"),
    **dict.fromkeys(("Event type", "Inspection type", LATEST[0]), "Full inspection"),
    **dict.fromkeys(("Inspection date", "Inspection Date", LATEST[1]), "05/11/2014"),
    **dict.fromkeys(("Publication date", LATEST[2]), "14/01/2015"),
    **dict.fromkeys(("Event number", "Inspection ID", LATEST[3]), "90000001"),
    **dict.fromkeys((TODAY_JUDGED[0], FORMER_JUDGED[0], f"Latest full inspection {TODAY_JUDGED[0].lower()}"), "Good"),
    **dict.fromkeys((TODAY_JUDGED[4], FORMER_JUDGED[4]), "Outstanding"),
    f"Latest full inspection {TODAY_JUDGED[4][0].lower()}{TODAY_JUDGED[4][1:]}": "Outstanding",
}


# A row about no home, whose other cells are empty.
FOSTERING: Mapping[str, str] = {"URN": "SC900008", "Provision type": "Independent Fostering Agency"}


@dataclass(frozen=True)
class Layout:
    """The form of one year's list.

    titles: the lines above the heading; groups: in the last of them, the words above columns, by the column; late: the
    name of a fostering agency further down, with the only character of the file that is not ASCII; short_breaks: the
    column and the word for a home of short breaks only.
    """

    year: int
    columns: tuple[str, ...]
    titles: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    late: str | None = None
    encoding: str = "utf-8-sig"
    is_ended: bool = True
    short_breaks: tuple[str, str] = ("", "")
    lacks: frozenset[str] = field(default=frozenset())

    @property
    def as_at(self) -> date:
        """The day that the list describes."""
        return date(self.year, 3, 31)

    def content(self, *changes: Mapping[str, str]) -> bytes:
        """The file, with a row for each change to the usual home."""
        text = io.StringIO(newline="")
        rows = csv.writer(text)
        rows.writerows([title, *[""] * (len(self.columns) - 1)] for title in self.titles)
        if self.groups:
            rows.writerow([self.groups.get(name, "") for name in self.columns])
        rows.writerow(self.columns)
        rows.writerows([{**CELLS, **change}.get(name.strip(), "") for name in self.columns] for change in changes)
        if self.late is not None:
            rows.writerow([FOSTERING.get(name, self.late if name == "Name" else "") for name in self.columns])
        whole = text.getvalue() if self.is_ended else text.getvalue().removesuffix("\r\n")
        return whole.encode(self.encoding)

    def write(self, folder: Path, *changes: Mapping[str, str]) -> Path:
        """The file in a folder, under a name that says no day."""
        path = folder / f"provider_at_march_{self.year}.csv"
        path.write_bytes(self.content(*changes))
        return path


def _title(year: int, dash: str = "\u2013") -> str:
    return f"Children's social care data in England {year} {dash} Provider level as at 31 March {year}"


_IDENTITY = ("Web link", "URN", "Linked Education URN", "Provision type")
_NAMED = ("Name", *ADDRESS)
_SHORT = "Short-break-only children's home"


def _groups(event: str = "Latest Full Inspection") -> Mapping[str, str]:
    """The line of group titles from 2016 to 2021: above the first column, and above the first of an inspection."""
    return {"Web link": "Provider information", "Event type": event}


_SINCE_2019 = (*_IDENTITY, "Registration date", "Registration status", *_NAMED, *PLACE, "Sector", "Places")
_UNTIL_2018 = (*_IDENTITY, "Registration status", *_NAMED, *PLACE, "Sector", "Places")
_DATE, _HEALTH = "registered_on", "health"
_NO_HEALTH = frozenset({_HEALTH, "education_and_learning", _DATE})
_PREVIOUS = (
    *(f"Previous full inspection {name}" for name in ("event type", "event date", "publication date", "event number")),
    *(f"Previous {name[0].lower()}{name[1:]}" for name in TODAY_JUDGED),
)

LAYOUTS = (
    Layout(
        2015,
        ("Web link", "URN", "Provision type", "Reg Status", "Setting Name", *ADDRESS, "Region", "Local authority",
         "Sector", "Inspection type", "Inspection Date", "Inspection ID", "Overall effectiveness",
         "Outcomes for children and young people", "Quality of care", "The safety of children and young people",
         "Leadership and management", TODAY_JUDGED[1], "Linked ED URN", "Short breaks only"),
        is_ended=False,
        short_breaks=("Short breaks only", "Yes"),
        lacks=frozenset({_DATE, _HEALTH, "places", "owner", "published_on", "several_buildings"}),
    ),
    Layout(
        2016,
        ("Web link", "URN", "Provision type", "Registration status", *_NAMED, "Government Office Region",
         "Local authority", "Sector", "Places", "Linked education URN", "Short breaks only children's home",
         "Event type", "Inspection date", "Event number", *FORMER_JUDGED),
        groups=_groups("Latest Full Inspection information"),
        is_ended=False,
        short_breaks=("Short breaks only children's home", "Yes"),
        lacks=_NO_HEALTH | {"owner", "published_on", "several_buildings"},
    ),
    Layout(
        2017,
        (*_UNTIL_2018, "Short breaks only", *EVENT, *FORMER_JUDGED, ""),
        groups=_groups(),
        is_ended=False,
        short_breaks=("Short breaks only", "Short breaks only"),
        lacks=_NO_HEALTH | {"owner", "several_buildings"},
    ),
    Layout(
        2018,
        (*_UNTIL_2018, "Organisation", *EVENT, *FORMER_JUDGED),
        groups=_groups(),
        lacks=_NO_HEALTH | {"short_breaks_only", "several_buildings"},
    ),
    Layout(
        2018,
        (*_UNTIL_2018, "Organisation name"),
        is_ended=False,
        lacks=_NO_HEALTH
        | {"short_breaks_only", "several_buildings", "event", "started_on", "published_on", "number"}
        | {"overall_experiences_and_progress", "helped_and_protected", "leaders_and_managers"},
    ),
    Layout(
        2019,
        (*_SINCE_2019, OWNER, *EVENT, *TODAY_JUDGED[:2], *TODAY_JUDGED[3:]),
        groups=_groups(),
        lacks=frozenset({_HEALTH, "short_breaks_only", "several_buildings"}),
    ),
    Layout(
        2020,
        (*_SINCE_2019, OWNER, *EVENT, *TODAY_JUDGED),
        groups=_groups(),
        lacks=frozenset({"short_breaks_only", "several_buildings"}),
    ),
    Layout(
        2021,
        (*_SINCE_2019, _SHORT, OWNER, *EVENT, *TODAY_JUDGED),
        groups=_groups(),
        short_breaks=(_SHORT, _SHORT),
        lacks=frozenset({"several_buildings"}),
    ),
    Layout(
        2022,
        (*_SINCE_2019, _SHORT, OWNER, *LATEST,
         *(f"Latest full inspection {name[0].lower()}{name[1:]}" for name in TODAY_JUDGED[:2]),
         "Latest full inspectio health services",
         *(f"Latest full inspection {name[0].lower()}{name[1:]}" for name in TODAY_JUDGED[3:])),
        titles=("Children's social care data in England 2022 - Provider level as at March 2022", *TABLE_NOTES, ""),
        late="Elm Fostering \u2013 North",
        encoding="cp1252",
        short_breaks=(_SHORT, _SHORT),
        lacks=frozenset({"several_buildings"}),
    ),
    Layout(
        2023,
        (*_SINCE_2019, _SHORT, "Multi-building children's home", OWNER, *LATEST, *TODAY_JUDGED, "", ""),
        titles=(_title(2023, "-"), *TABLE_NOTES),
        encoding="utf-8",
        short_breaks=(_SHORT, _SHORT),
    ),
    Layout(
        2024,
        (*_SINCE_2019[:-1], "Premises", "Places", _SHORT, "Multi-building children's home", OWNER, *LATEST,
         *TODAY_JUDGED, *_PREVIOUS),
        titles=(_title(2024), *TABLE_NOTES),
        encoding="mac_roman",
        is_ended=False,
        short_breaks=(_SHORT, _SHORT),
    ),
    Layout(
        2025,
        (*_SINCE_2019, "Supported accommodation premises", _SHORT, "Multi Building Children's Home", OWNER,
         *(f"\n{name}" for name in LATEST), f"\n{TODAY_JUDGED[0]}", *TODAY_JUDGED[1:],
         "Supported Accommodation outcome", *[""] * 13),
        titles=(_title(2025), *TABLE_NOTES),
        short_breaks=(_SHORT, "Short breaks only"),
    ),
)  # fmt: skip
