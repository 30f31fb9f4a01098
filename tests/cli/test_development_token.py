"""Tokens of the development issuer: what was asked for, as long as it was asked for, and never in production."""

import jwt
import pytest

from register.cli.demonstration import demonstrate
from register.cli.development_token import development_token, note_unknown
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import Agency


def claims_of(token):
    return jwt.decode(token, options={"verify_signature": False})


def test_a_token_carries_what_was_asked_for_and_nothing_else():
    claims = claims_of(development_token(Agency.POLICE, "E23000005", None, subject="somebody"))

    assert (claims["agency"], claims["area"], claims["sub"]) == ("police", "E23000005", "somebody")
    assert set(claims) <= {"iss", "aud", "sub", "agency", "area", "iat", "nbf", "exp", "jti"}


def test_a_token_lasts_as_long_as_a_plain_server_accepts_or_as_long_as_asked_for():
    plain = claims_of(development_token(Agency.OFSTED, None, None, subject="somebody"))
    longer = claims_of(development_token(Agency.OFSTED, None, None, subject="somebody", life_s=28_800))

    assert (plain["exp"] - plain["iat"], longer["exp"] - longer["iat"]) == (settings().token_life_s, 28_800)


def test_a_token_for_an_area_of_no_list_comes_with_a_note(capsys):
    for area in (None, "E23000005", "E08000003", "E23000999"):
        note_unknown(area)

    assert capsys.readouterr().err == (
        "register: no force or authority in the published lists has the code E23000999. "
        "A register that does not know it answers the token with 401.\n"
    )


@pytest.mark.parametrize(
    ("agency", "area", "organisation"),
    [
        (Agency.POLICE, None, None),
        (Agency.OFSTED, "E23000005", None),
        (Agency.HEALTH, None, None),
        (Agency.POLICE, "Leeds", None),
    ],
)
def test_a_token_whose_claims_do_not_fit_is_refused_in_one_line(agency, area, organisation):
    with pytest.raises(SetupError) as refusal:
        development_token(agency, area, organisation, subject="somebody")

    assert "\n" not in str(refusal.value)


def test_production_gives_no_tokens_and_no_demonstration(settings_of):
    settings_of(ENVIRONMENT="production")

    with pytest.raises(SetupError, match="cannot be used in production"):
        development_token(Agency.OFSTED, None, None, subject="somebody")
    with pytest.raises(SetupError, match="cannot be used in production"):
        demonstrate(0, None, years=1, children=1, figures=False)
