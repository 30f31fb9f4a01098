"""Tokens of the development issuer, for a demonstration or a first try."""

import os

import typer

from register.database.state_folder import state_dir
from register.errors import SetupError
from register.geo.reference import authorities, force_names
from register.identity.development_issuer import DevelopmentIssuer
from register.settings import settings
from register.vocabulary import Agency

WORKING_DAY_S = 28_800


def development_token(
    agency: Agency, area: str | None, organisation: str | None, *, subject: str, life_s: int | None = None
) -> str:
    """A token of the development issuer.

    life_s: seconds; the longest that the settings allow, if none is given.
    Raises: SetupError in production, or if the claims do not fit.
    """
    confirm_not_production()
    issuer = DevelopmentIssuer(settings().state_dir or state_dir(), settings())
    return issuer.issue(agency, area=area, organisation=organisation, subject=subject, life_s=life_s)


def note_unknown(area: str | None) -> None:
    """Say on standard error that an area is in no published list: most registers would refuse the token."""
    if area is not None and area not in force_names() and area not in {each.code for each in authorities()}:
        typer.echo(
            f"register: no force or authority in the published lists has the code {area}. "
            "A register that does not know it answers the token with 401.",
            err=True,
        )


def allow_working_day() -> None:
    """Let tokens last a working day in this process, unless a setting says otherwise."""
    os.environ.setdefault("REGISTER_TOKEN_LIFE_S", str(WORKING_DAY_S))
    settings.cache_clear()


def confirm_not_production() -> None:
    """Refuse tokens and invented data in production. Raises: SetupError."""
    if settings().environment == "production":
        raise SetupError("The demonstration and its tokens cannot be used in production.")
