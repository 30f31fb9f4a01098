"""Ofsted's desk: a home from its registration on, by forms alone."""

import re

import pytest

from register.http.pages.desk import ON_HOME
from tests.http.pages.conftest import serve_pages
from tests.support import story
from tests.support.pages_client import plain, signed_in

JUDGED = ("overallExperiencesAndProgress", "helpedAndProtected", "leadersAndManagers")
NEW = {
    "urn": "SC991234",
    "kind": "CHILDRENS_HOME",
    "sector": "PRIVATE",
    "places": "4",
    "providerReference": "TEST-COMPANY",
    "name": "<script>Rowan</script> House",
    "needs": "MENTAL_HEALTH",
    "responsibleIndividual": "Perpetua Moss",
    "registeredOn-day": "1",
    "registeredOn-month": "2",
    "registeredOn-year": "2024",
    "premises.postcode": "ZZ99 9ZZ",
    "premises.street": "Fern Row",
    "premises.town": "Mosswick",
    "premises.longitude": "-2.2",
    "premises.latitude": "53.4",
    "premises.precision": "STREET",
}


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server of this module's own, which it changes."""
    with serve_pages(cluster, story, f"desk_{worker}") as running:
        yield running


def on(name, day="1 3 2024"):
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), day.split(), strict=True))


def test_a_home_is_registered_varied_served_inspected_and_published_by_forms(ofsted):
    home = f"/homes/{NEW['urn']}"
    made = ofsted.send("/desk/register", **NEW)
    assert (made.status_code, made.headers.get("location")) == (303, f"{home}?done=registerHome"), plain(made.text)

    changes = {"changes.change": "IMPOSED", "changes.kind": "NEEDS", "changes.wording": "One floor only."}
    steps = {
        "vary": changes | on("changes.effectiveFrom"),
        "notice": {"kind": "COMPLIANCE_NOTICE", "reasons": "Records were not kept."} | on("servedOn"),
        "inspect": {"number": "PAGE1", "kind": "FULL"} | on("startedOn"),
        "publish": {"number": "PAGE1"} | dict.fromkeys(JUDGED, "GOOD") | on("publishedOn", "2 4 2024"),
        "manager": {"name": "Bryony Lark"} | on("changedOn"),
        "individual": {"name": "Linnet Shaw"} | on("changedOn"),
        "change": {"name": "Bracken House", "operationalStatus": "TEMPORARILY_CLOSED"} | on("changedOn"),
        "correct": {"places": "3"},
    }
    for word, values in steps.items():
        answer = ofsted.send(f"{home}/{word}", **values)
        assert answer.status_code == 303, (word, plain(answer.text)[:400])
    shown = ofsted.get(home).text

    said = ("One floor only.", "Records were not kept.", "PAGE1", "Bryony Lark", "Judgement Good", "Linnet Shaw")
    for each in (*said, "Bracken House", "Temporarily closed", "Registered places 3"):
        assert each in plain(shown)
    assert "<script>Rowan" not in shown
    lift = re.search(rf'href="({home}/notices/[^"]+/lift)"', shown)[1]
    assert ofsted.send(lift, **on("liftedOn", "5 5 2024")).status_code == 303
    assert "lifted 5 May 2024" in plain(ofsted.get(home).text)


def test_problems_of_a_new_home_stand_at_their_fields(ofsted):
    answer = ofsted.send("/desk/register", **NEW | {"urn": "x", "places": "many", "premises.longitude": "west"})

    assert answer.status_code == 422
    assert {"places", "premises.longitude"} <= set(re.findall(r'href="#([^"]+)"', answer.text))


def test_a_value_that_the_schema_refuses_is_a_problem_at_its_field(ofsted):
    answer = ofsted.send("/desk/register", **NEW | {"urn": "not a urn"})

    assert answer.status_code == 422
    assert 'href="#urn"' in answer.text


def test_a_change_to_a_home_says_from_when_and_what_at_their_fields(ofsted):
    form = f"/homes/{story.INSIDE}/change"

    undated = ofsted.send(form, name="Bracken House")
    nothing = ofsted.send(form, **on("changedOn"))
    long_ago = ofsted.send(form, name="Bracken House", **on("changedOn", "1 1 1900"))

    assert [each.status_code for each in (undated, nothing, long_ago)] == [422] * 3
    assert re.findall(r'href="#([^"]+)"', undated.text.split("<main")[1])[:1] == ["changedOn-day"]
    assert 'href="#changedOn-day"' in long_ago.text
    assert "There is a problem" in plain(nothing.text)
    assert "Ash House" in plain(ofsted.get(f"/homes/{story.INSIDE}").text)


@pytest.mark.parametrize("path", ["/desk/register", *(act.path.format(urn=story.INSIDE) for act in ON_HOME[:-1])])
def test_nobody_but_ofsted_has_a_form_of_the_desk(pages, northby, path):
    assert northby.get(path).status_code == 404
    assert signed_in(pages, "dfe_statistics").send_to(path).status_code == 404


def test_an_officer_opens_a_home_of_another_force_and_sees_it_until_it_ends(pages):
    officer = signed_in(pages, "police", story.SOUTHBY, subject="an officer")
    before = plain(officer.get(f"/homes/{story.INSIDE}").text)

    opened = officer.send(f"/homes/{story.INSIDE}/open", incident="NB/1", reason="A child was seen at its door.")

    assert "Ash House" not in before
    assert opened.status_code == 303, plain(opened.text)[:400]
    assert "Ash House" in plain(officer.get(f"/homes/{story.INSIDE}").text)
