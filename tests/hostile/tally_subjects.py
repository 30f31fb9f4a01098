"""What each tally of the register counts, and what each of its dimensions and measures means, in other words."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.hostile.rows import Row, Rows
from tests.hostile.tally_meanings import (
    Meaning,
    Subject,
    Thing,
    area,
    code,
    code_beside,
    flag,
    hours,
    identity,
    named_area,
    of_home,
    periods,
    quantile,
    total,
    upper,
)

CURRENT = ("registered", "suspended")


def days_to_publish(thing: Thing) -> Any:
    published = thing.row["published_on"]
    return None if published is None else (published - thing.row["started_on"]).days


EACH = Meaning(lambda thing: 1)
HOMES = Subject(
    lambda rows: (Thing(row, row, rows) for row in rows.rows["home"] if row["merged_into_id"] is None),
    "home",
    {
        **{name: code(column) for name, column in (("sector", "sector"), ("kind", "kind"))},
        "registrationStatus": code("registration_status"),
        "shortBreaksOnly": Meaning(lambda thing: thing.row["short_breaks_only"]),
        **{name: area(f"{name}_code") for name in ("region", "authority", "force")},
        "legalForm": Meaning(
            lambda thing: upper(thing.lookup("provider", "id", thing.row["provider_id"]).get("legal_form")),
            frozenset({"provider"}),
        ),
        "judgement": Meaning(lambda thing: upper(thing.judgement), frozenset({"inspection"})),
        "operationalStatus": identity("operational_status"),
        "sexAdmitted": identity("sex_admitted"),
        "secureApproved": identity("secure_approved"),
        **periods("registered", "registered_on"),
        **periods("ceased", "ceased_on"),
    },
    {
        "count": (EACH, len),
        "places": (Meaning(lambda thing: thing.row["places"]), total),
        "placesMedian": (Meaning(lambda thing: thing.row["places"]), quantile(0.5)),
        "securePlaces": (identity("secure_places"), total),
    },
    lambda thing: thing.row["registration_status"] in CURRENT,
)
INSPECTIONS = Subject(
    lambda rows: (Thing(row, rows.homes[row["home_id"]], rows) for row in rows.rows["inspection"]),
    "inspection",
    {
        "kind": code("kind"),
        "overallExperiencesAndProgress": code("overall_experiences_and_progress"),
        "helpedAndProtected": code("helped_and_protected"),
        "leadersAndManagers": code("leaders_and_managers"),
        "homeSector": of_home("sector"),
        "homeKind": of_home("kind"),
        **{f"home{name.title()}": area(f"{name}_code") for name in ("region", "authority", "force")},
        **periods("started", "started_on"),
        **periods("published", "published_on"),
    },
    {
        "count": (EACH, len),
        "homes": (Meaning(lambda thing: thing.home["urn"]), lambda values: len(set(values))),
        "daysToPublishMedian": (Meaning(days_to_publish), quantile(0.5)),
        "daysToPublishP90": (Meaning(days_to_publish), quantile(0.9)),
    },
)


def itself(thing: Thing) -> Row:
    return thing.row


def its_home(thing: Thing) -> Row:
    return thing.home


def its_episode(thing: Thing) -> Row:
    return thing.lookup("missing_episode", "id", thing.episode)


def risk_of(thing: Thing) -> Any:
    """The level of the latest assessment of an episode."""
    found = [row for row in thing.rows.rows["risk_assessment"] if row["episode_id"] == thing.episode]
    return upper(max(found, key=lambda row: (row["assessed_at"], row["id"]), default={}).get("level"))


def child_of(rows: Rows, episode: Any) -> Any:
    return next((row["child_id"] for row in rows.rows["episode_child"] if row["episode_id"] == episode), None)


def different(values: Sequence[Any]) -> int:
    return len(set(values))


def home_or_none(rows: Rows, row: Row) -> Row:
    return rows.homes.get(row["home_id"], {})


def urn_of_episode(thing: Thing) -> Any:
    """Which home the child was missing from."""
    return home_or_none(thing.rows, its_episode(thing)).get("urn")


CHILDREN = (Meaning(lambda thing: thing.child, apart=frozenset({"child"})), different)
PLACE = frozenset({"home"})
HOME_URN = Meaning(lambda thing: thing.home.get("urn"), apart=PLACE)
HOMES_OF = (HOME_URN, different)
HOME_SECTOR = Meaning(lambda thing: upper(thing.home.get("sector")), apart=PLACE)
EPISODE = frozenset({"missing_episode"})
EPISODES = Subject(
    lambda rows: (
        Thing(row, home_or_none(rows, row), rows, child_of(rows, row["id"]), row["id"])
        for row in rows.rows["missing_episode"]
    ),
    "missing_episode",
    {
        "kind": code("kind"),
        "policeCategory": code("police_category"),
        "setting": code("setting"),
        "status": code("status"),
        "foundBy": code("found_by"),
        "outcome": code("outcome"),
        "risk": Meaning(risk_of, frozenset({"risk_assessment"})),
        "owningForce": named_area("owning_force_code", itself),
        "responsibleAuthority": named_area("responsible_authority_code", itself),
        "homeUrn": HOME_URN,
        "homeSector": HOME_SECTOR,
        "homeAuthority": named_area("authority_code", its_home, apart=PLACE),
        **periods("started", "started_at"),
        **periods("ended", "ended_at"),
    },
    {
        "count": (EACH, len),
        "children": CHILDREN,
        "homes": HOMES_OF,
        "hoursMissingMedian": (hours("started_at", "ended_at"), quantile(0.5)),
        "hoursMissingP90": (hours("started_at", "ended_at"), quantile(0.9)),
        "hoursToReportMedian": (hours("started_at", "reported_at"), quantile(0.5)),
    },
)
PLACEMENTS = Subject(
    lambda rows: (Thing(row, home_or_none(rows, row), rows, row["child_id"]) for row in rows.rows["placement"]),
    "placement",
    {
        "kind": code("kind"),
        "hostAuthority": named_area("host_authority_code", itself),
        "homeUrn": HOME_URN,
        "homeSector": HOME_SECTOR,
        "homeForce": named_area("force_code", its_home, apart=PLACE),
        **periods("started", "started_on"),
        **periods("ended", "ended_on"),
    },
    {
        "count": (EACH, len),
        "children": CHILDREN,
        "homes": HOMES_OF,
        "daysMedian": (
            Meaning(lambda thing: thing.row["ended_on"] and (thing.row["ended_on"] - thing.row["started_on"]).days),
            quantile(0.5),
        ),
    },
)
INTERVIEWS = Subject(
    lambda rows: (
        Thing(row, {}, rows, child_of(rows, row["episode_id"]), row["episode_id"])
        for row in rows.rows["return_interview"]
    ),
    "return_interview",
    {
        "status": code("status"),
        "notOfferedReason": code("not_offered_reason"),
        "mode": code("mode"),
        "interviewer": code("interviewer"),
        "isIndependent": flag("is_independent"),
        "qualityGrade": code("quality_grade"),
        "providerCode": flag("provider_code"),
        "harmDisclosed": flag("harm_disclosed", "interview_themes", "interview_id"),
        "exploitationIndicated": flag("exploitation_indicated", "interview_themes", "interview_id"),
        "responsibleAuthority": named_area("responsible_authority_code", its_episode, EPISODE),
        "owningForce": named_area("owning_force_code", its_episode, EPISODE),
        "homeUrn": Meaning(
            lambda thing: home_or_none(thing.rows, its_episode(thing)).get("urn"), apart=EPISODE | PLACE
        ),
        **periods("found", "found_at"),
        **periods("due", "due_at"),
    },
    {
        "count": (EACH, len),
        "hoursToOfferMedian": (hours("found_at", "offered_at"), quantile(0.5)),
        "hoursToInterviewMedian": (hours("found_at", "conducted_at"), quantile(0.5)),
        "hoursToInterviewP90": (hours("found_at", "conducted_at"), quantile(0.9)),
    },
)
BORN = frozenset({"child_minimum"})
CHILDREN_KNOWN = Subject(
    lambda rows: (Thing(row, {}, rows, row["id"]) for row in rows.rows["child"]),
    "child",
    {
        "responsibleAuthority": named_area("responsible_authority_code", itself),
        "sex": code_beside("sex", "child_minimum", "child_id"),
        "careStatus": code_beside("care_status", "child_characteristics", "child_id"),
        "ethnicity": flag("ethnicity", "child_characteristics", "child_id"),
        "isDisabled": flag("is_disabled", "child_characteristics", "child_id"),
        "isUnaccompanied": flag("is_unaccompanied", "child_characteristics", "child_id"),
        **periods(
            "born", "date_of_birth", BORN, lambda thing: thing.lookup("child_minimum", "child_id", thing.row["id"])
        ),
    },
    {"count": (EACH, len)},
)
LETTER = frozenset({"published_inspection"})


def letter_of(thing: Thing) -> Row:
    return thing.lookup("published_inspection", "id", thing.row["inspection_id"])


FINDINGS = Subject(
    lambda rows: (Thing(row, {}, rows) for row in rows.rows["published_finding"]),
    "published_finding",
    {
        **{name: code(name) for name in ("kind", "body", "agency")},
        "isAboutMissing": flag("is_about_missing"),
        "theme": Meaning(lambda thing: letter_of(thing)["theme"], LETTER),
        "inspectionKind": Meaning(lambda thing: upper(letter_of(thing)["kind"]), LETTER),
        **periods("published", "published_on", LETTER, letter_of),
    },
    {
        "count": (EACH, len),
        "inspections": (flag("inspection_id"), lambda values: len(set(values))),
    },
)
CONSULTATIONS = Subject(
    lambda rows: (Thing(row, {}, rows) for row in rows.rows["access_log"]),
    "access_log",
    {
        **{name: code(name) for name in ("agency", "purpose", "outcome")},
        **{name: flag(name) for name in ("area", "organisation", "root")},
        "breakGlass": flag("break_glass"),
        **periods("at", "at"),
    },
    {
        "count": (EACH, len),
        "people": (flag("subject"), lambda values: len(set(values))),
        "rows": (flag("row_count"), total),
    },
)
SUBJECTS: Mapping[str, Subject] = {
    "homeTally": HOMES,
    "inspectionTally": INSPECTIONS,
    "missingEpisodeTally": EPISODES,
    "placementTally": PLACEMENTS,
    "returnInterviewTally": INTERVIEWS,
    "childTally": CHILDREN_KNOWN,
    "publishedFindingTally": FINDINGS,
    "accessLogTally": CONSULTATIONS,
}
