"""A comparison as a register-keeper reads it: sums, fields, then the homes themselves, without hidden values."""

from datetime import date

from register.importing.files.csv_table import RowProblem
from register.importing.files.report import ImportRefused, Written
from register.importing.files.row_outcomes import Fate, Outcome
from register.importing.ofsted.closures import StandingHome
from register.importing.ofsted.comparison import Comparison, LargeChange, refusal_of, reopens, urns_of
from register.importing.ofsted.homes import HomeFacts
from register.importing.upsert import Difference
from register.rules.problem import Problem
from register.vocabulary import HomeKind, RegistrationStatus, Sector

DAY = date(2025, 3, 31)
NEW = HomeFacts(
    urn="SC900004",
    kind=HomeKind.CHILDRENS_HOME,
    sector=Sector.PRIVATE,
    registration_status=RegistrationStatus.REGISTERED,
    registered_on=DAY,
    places=3,
    short_breaks_only=None,
    several_buildings=None,
    owner="Mr Invented Person",
    authority_code="E99000001",
    name="Secret House",
    paon=None,
    street="Secret Lane",
    town=None,
    postcode=None,
)
PLACES = Difference("home", ("SC900001",), "places", 4, 6)
BACK = Difference("home", ("SC900002",), "registration_status", "lapsed", "registered")
SECTOR = Difference("provider", ("OFS-1",), "sector", "private", "voluntary")
LEFT = StandingHome("SC900003", 1, "a list", date(2020, 6, 25))
BROKEN = RowProblem(6, "Places", Problem("RULE_PLACES", "Too few."))


def comparison(**changes):
    usual = {
        "file": "providers.csv",
        "as_at": DAY,
        "today": DAY,
        "homes": (NEW,),
        "owners": {},
        "settled": frozenset(),
        "nearly_equal": (),
        "inspections": (),
        "added": frozenset({"SC900004"}),
        "differences": (PLACES, BACK, SECTOR),
        "closing": (LEFT,),
        "standing": 40,
        "left": {"registered after 2025-03-31": 2},
        "records": {"homes": Written(1, 2)},
        "outcomes": (
            Outcome(2, "SC900001", Fate.CHANGED),
            Outcome(3, "SC900002", Fate.REOPENED),
            Outcome(4, "SC900004", Fate.ADDED),
            Outcome(5, None, Fate.SKIPPED, detail="Boarding School"),
            Outcome(None, "SC900003", Fate.CLOSED),
        ),
        "skipped": {"Boarding School": 1},
        "problems": (),
        "remarks": (),
    }
    return Comparison(**{**usual, **changes})


def test_a_comparison_is_printed_from_the_sums_to_the_homes():
    assert comparison().lines() == [
        "4 rows read: 1 added, 2 changed, 0 unchanged, 1 skipped, 0 refused.",
        "1 closed as at 2025-03-31, 2.5% of the 40 registered homes; 1 reopened.",
        "  kept open, registered after 2025-03-31: 2",
        "  homes: 1 added, 2 changed",
        "  skipped, Boarding School: 1",
        "  field home.places: 1 changed",
        "  field home.registration_status: 1 changed",
        "  field provider.sector: 1 changed",
        "added     line  authority  kind            places",
        "SC900004  4     E99000001  childrens_home  3",
        "changed   line  field                     before   after",
        "SC900001  2     home.places               4        6",
        "SC900002  3     home.registration_status  lapsed   registered",
        "OFS-1           provider.sector           private  voluntary",
        "reopened  line",
        "SC900002  3",
        "closed    registered on",
        "SC900003  2020-06-25",
    ]


def test_names_addresses_and_people_are_not_printed():
    printed = "\n".join(comparison().lines())

    assert "Secret" not in printed
    assert "Person" not in printed


def test_a_long_list_is_cut_and_says_how_much_is_left():
    closing = tuple(StandingHome(f"SC9{number:05}", 1, None, None) for number in range(60))

    assert comparison(closing=closing).lines()[-1] == "... and 10 more."


def test_an_empty_register_has_no_share_to_close():
    empty = comparison(standing=0, closing=(), outcomes=(), added=frozenset(), differences=())

    assert empty.lines()[1] == "0 closed as at 2025-03-31, 0.0% of the 0 registered homes; 0 reopened."


def test_a_comparison_with_refused_rows_is_refused_unless_the_others_are_asked_for():
    broken = comparison(problems=(BROKEN,), outcomes=(Outcome(6, None, Fate.REFUSED),))

    assert isinstance(refusal_of(broken, partial=False, allow_large_change=False), ImportRefused)
    assert refusal_of(broken, partial=True, allow_large_change=False) is None


def test_a_comparison_that_closes_too_many_is_refused_unless_that_is_asked_for():
    large = comparison(standing=19)

    refusal = refusal_of(large, partial=True, allow_large_change=False)
    assert isinstance(refusal, LargeChange)
    assert str(refusal) == (
        "providers.csv would close 1 of the 19 registered homes, more than one in twenty, so nothing was "
        "written. If this is correct, use --allow-large-change."
    )
    assert refusal_of(large, partial=False, allow_large_change=True) is None
    assert refusal_of(comparison(standing=20), partial=False, allow_large_change=False) is None


def test_only_a_registration_that_had_ended_is_reopened():
    fresh = Difference("home", ("SC900002",), "registration_status", "application_received", "registered")
    eased = Difference("home", ("SC900002",), "registration_status", "suspended", "registered")

    assert [reopens(each) for each in (BACK, fresh, eased, PLACES)] == [True, False, False, False]


def test_the_homes_of_differences_are_told_without_their_providers():
    judged = Difference("inspection", ("SC900005", "90000001"), "health", None, "good")

    assert urns_of((PLACES, judged, SECTOR)) == {"SC900001", "SC900005"}
