"""The kinds of body: a row for each, and what each row says."""

from register.vocabulary import BODIES, INSPECTORATES, Agency, AreaKind

FORCE, AUTHORITY = AreaKind.FORCE, AreaKind.AUTHORITY


def test_every_agency_has_one_row_under_its_own_code():
    assert list(BODIES) == list(Agency)
    assert [code for code, body in BODIES.items() if body.agency is not code] == []


def test_every_body_has_a_name_of_its_own():
    names = [body.name for body in BODIES.values()]

    assert len(set(names)) == len(Agency)
    assert [name for name in names if not name.strip() or name in set(Agency)] == []


def test_forces_and_authorities_are_known_by_their_area_and_two_kinds_by_their_organisation():
    areas = {agency: body.area_kind for agency, body in BODIES.items() if body.area_kind}
    named = {agency for agency, body in BODIES.items() if body.named_by_organisation}

    assert areas == {Agency.POLICE: FORCE, Agency.LOCAL_AUTHORITY: AUTHORITY}
    assert named == {Agency.HEALTH, Agency.INTERVIEW_PROVIDER}


def test_these_bodies_inspect():
    assert INSPECTORATES == (Agency.OFSTED_INSPECTOR, Agency.CQC, Agency.HMICFRS, Agency.HMI_PROBATION)
