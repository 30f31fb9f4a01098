"""Every setting, read from the environment with the prefix REGISTER_. The reference pages show the descriptions."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from register.errors import SetupError

REMEMBERED_BYTES = 100_000_000
PREFIX = "REGISTER_"
# Of the tests, and of compose.yaml, which makes addresses of the passwords.
NOT_SETTINGS = ("REGISTER_REAL_DATA", "REGISTER_SOAK", "REGISTER_OWNER_PASSWORD", "REGISTER_API_PASSWORD")


class Settings(BaseSettings):
    """What can be set. Times end in _s, sizes in _bytes, lengths in _m."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    environment: Literal["development", "test", "production"] = Field(
        default="development", description="Where it runs. In production the development issuer is refused."
    )
    database_url: str = Field(default="", description="The API's login.")
    migration_url: str = Field(
        default="", description="The owner's login, for migrations and imports. Empty: the API's login."
    )
    state_dir: Path | None = Field(
        default=None,
        description="The folder for keys, heads and the private database. Empty: a folder of this checkout's own.",
    )
    pool_size: int = Field(default=8, ge=1, le=200, description="Database connections of one process.")
    pool_wait_s: float = Field(
        default=1.0, description="How long a request waits for a connection before it is answered 503."
    )
    begin_timeout_s: float = Field(
        default=3.0,
        description="How long a database that says nothing may keep a request waiting before it is answered 503.",
    )
    statement_timeout_s: float = Field(default=5.0, description="The longest that one statement may run.")
    slow_answer_s: float = Field(
        default=1.0,
        ge=0,
        description="An answer that takes this long to begin is a line of the log. 0: every answer is.",
    )
    metrics_port: int = Field(
        default=0,
        ge=0,
        le=65_535,
        description="The port of the address that metrics are served at, for Prometheus: /metrics. 0: none.",
    )
    metrics_host: str = Field(
        default="127.0.0.1",
        description="The address of this machine that metrics are served at. They need no token: never a public one.",
    )
    cors_origins: str = Field(
        default="",
        description="Origins whose pages may ask from a browser, separated by commas: https://dashboard.example. "
        "Empty: none.",
    )
    security_contact: str = Field(
        default="",
        description="Whom security.txt names for reports of faults in safety: mailto:... or https://... Empty: nobody.",
    )
    public_url: str = Field(default="", description="The address of this server in links of /ogc. Empty: as asked.")
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of proxies whose Forwarded and X-Forwarded headers are used, separated "
        "by commas. Empty: none.",
    )
    compresses_answers: bool = Field(
        default=True, description="True if answers of 1,400 bytes or more are compressed for callers who accept gzip."
    )
    cursor_key: SecretStr | None = Field(
        default=None,
        description="The secret that seals cursors and tokens of the feed. Needed in production. Empty: one a process.",
    )
    pseudonym_key: SecretStr | None = Field(
        default=None,
        description="The secret of which the pseudonyms of children are made. It must never change. Needed in "
        "production. Empty: episodes carry no pseudonym.",
    )
    narrative_keys: SecretStr | None = Field(
        default=None,
        description="The keys that encrypt what children say in interviews: name:base64 of 32 bytes, separated by "
        "commas. The first encrypts, all are tried for reading. Empty: narratives can be neither recorded nor read.",
    )

    oidc_issuer: str = Field(default="", description="Whose tokens are accepted. Empty: the development issuer's.")
    oidc_audience: str = Field(default="register", description="The audience that a token must name.")
    oidc_jwks_url: str = Field(default="", description="Where the issuer publishes its signing keys.")
    jwks_refresh_s: float = Field(default=300.0, description="How often the signing keys are fetched.")
    jwks_stale_s: float = Field(
        default=86_400.0, description="How long known keys are used while the issuer does not answer."
    )
    jwks_timeout_s: float = Field(default=3.0, description="The longest wait for the issuer's keys.")
    jwks_retry_s: float = Field(default=10.0, description="How soon a failed fetch of keys is tried again.")
    jwks_cooldown_s: float = Field(
        default=30.0, description="The shortest time between two fetches for an unknown key id."
    )
    token_leeway_s: int = Field(default=30, description="How far the clocks of issuer and register may differ.")
    token_life_s: int = Field(default=600, description="The longest life that a token may have.")
    revoked_file: Path | None = Field(
        default=None, description="A file of revoked tokens and people: a line jti:… or sub:… each."
    )
    revoked_reread_s: float = Field(default=30.0, description="How often that file is read again.")

    sign_in_client_id: str = Field(
        default="", description="The client by which the pages sign people in at the issuer. Empty: nobody can sign in."
    )
    sign_in_client_secret: SecretStr | None = Field(
        default=None, description="The secret of that client. Empty: a public client, which only PKCE protects."
    )
    sign_in_scope: str = Field(
        default="openid", description="What is asked of the issuer: openid, and what its tokens for the register need."
    )
    sign_in_configuration_url: str = Field(
        default="",
        description="Where the issuer publishes its addresses. Empty: /.well-known/openid-configuration at it.",
    )
    sign_in_as: bool = Field(
        default=False,
        description="True if the pages let anybody sign in as an invented caller. Refused in production.",
    )
    session_key: SecretStr | None = Field(
        default=None,
        description="The secret that encrypts the cookies of the pages. Needed in production where people sign in. "
        "Empty: one a process.",
    )
    session_idle_s: int = Field(
        default=1_200, ge=60, description="How long a session of the pages lasts without a request."
    )
    session_life_s: int = Field(
        default=28_800,
        ge=60,
        le=604_800,
        description="How long a session of the pages lasts at the most: a week or less.",
    )

    api_keys_file: Path | None = Field(
        default=None, description="The file of agency keys, mode 600. Empty: one in the state folder."
    )
    api_key_in_url: bool = Field(
        default=False,
        description="True if an agency key that lasts 31 days at most may come in the URL, as api-key. Each use is in "
        "the security log. False: such a request is refused.",
    )

    download_key_file: Path | None = Field(
        default=None,
        description="The Ed25519 key that signs downloads: PEM, mode 600. Empty: one in the state folder; in "
        "production, no downloads.",
    )

    boundary_buffer_m: int = Field(
        default=0,
        ge=0,
        le=20_000,
        description="How far beyond its line a force sees homes. Used when a home's areas are worked out.",
    )

    max_body_bytes: int = Field(default=65_536, description="The longest request body.")
    max_upload_bytes: int = Field(
        default=8_388_608, description="The longest request body of an agency that may send files."
    )
    max_header_bytes: int = Field(default=16_384, description="The longest head of a request.")
    arrival_timeout_s: float = Field(default=10.0, description="How long the head and the body may take to arrive.")
    remembered_bytes: int = Field(
        default=REMEMBERED_BYTES,
        ge=0,
        description="The most memory of a process for documents, plans and statements that it remembers.",
    )
    max_tokens: int = Field(default=2_000, description="GraphQL tokens in a document.")
    max_depth: int = Field(default=12, description="Levels of fields in a document.")
    max_aliases: int = Field(default=30, description="Aliases in a document, fragments included.")
    max_roots: int = Field(default=10, description="Root fields of an operation.")
    max_fragments: int = Field(default=20, description="Fragments in a document.")
    max_directives: int = Field(default=50, description="Directives in a document.")
    max_expanded_fields: int = Field(default=2_000, description="Fields of an operation with its fragments expanded.")
    max_cost: int = Field(default=50_000, description="Rows that an operation may ask for, all relations included.")
    max_list_items: int = Field(default=100, description="Items in a list of an input.")
    max_vertices: int = Field(default=1_000, description="Vertices of a polygon in an input.")
    max_radius_m: int = Field(default=20_000, description="The largest radius of near.")
    max_polygon_area_km2: float = Field(
        default=60_000.0, description="The largest area of a polygon or box in an input."
    )
    rate_cost_per_minute: int = Field(
        default=500_000, description="Cost that a body's allowance gains each minute, in each process."
    )
    rate_burst_cost: int = Field(
        default=500_000, description="The most that a body's allowance holds, in each process."
    )
    rate_credit_cost: int = Field(
        default=10_000_000,
        ge=0,
        description="How far a body that pages through a layer of a map may overdraw its allowance, in each process, "
        "so that no layer breaks off. Until it is made up for, the body is answered nothing else.",
    )
    introspection_depth: int = Field(default=20, description="Levels of fields in an introspection query.")

    sealing_key_file: Path | None = Field(
        default=None,
        description="The Ed25519 key that signs heads: PEM, mode 600. Needed in production. Empty: one of its own.",
    )
    sealing_url: str = Field(default="", description="The sealer's login. Empty: the owner's.")
    head_holder: str = Field(
        default="",
        description="Who holds the signed heads: https://… or file:PATH. Needed in production. "
        "Empty: a file in the state folder.",
    )
    head_period_s: float = Field(
        default=60.0,
        gt=0,
        description="How often /register/head moves on: it tells the heads that were signed before the present period.",
    )
    seal_every_s: float = Field(default=1.0, description="The pause between two passes of the sealer.")
    seal_note_s: float = Field(
        default=5.0, description="The pause between two notes that everything is sealed and held."
    )
    seal_alarm_s: float = Field(default=300.0, description="How far behind sealing may fall before the sealer's alarm.")
    seal_grace_s: float = Field(
        default=14_400.0, description="How far behind sealing may fall before the register stops answering."
    )

    max_streams: int = Field(
        default=500, description="Open WebSockets and event streams of one process that have signed in."
    )
    max_visitors: int = Field(default=100, ge=1, description="Open WebSockets of one process that have not signed in.")
    max_visitors_per_address: int = Field(
        default=20,
        ge=1,
        description="How many of these may come from one address. Behind a proxy, set it to max_visitors.",
    )
    max_subscriptions: int = Field(default=20, description="Subscriptions on one WebSocket.")
    subscription_init_s: float = Field(default=10.0, description="The longest wait for connection_init.")
    subscription_send_s: float = Field(
        default=10.0, description="The longest that a reader may leave a message unread before it is cut off."
    )
    subscription_gather_s: float = Field(
        default=0.1, description="How long changes are gathered before subscribers are woken."
    )
    subscription_poll_s: float = Field(
        default=3.0, description="How often the log's horizon is looked at while no notice comes."
    )
    subscription_check_s: float = Field(
        default=30.0, description="How often a subscriber's access is checked while nothing changes."
    )
    subscription_keep_alive_s: float = Field(
        default=15.0, description="The pause between two comments that keep an event stream open."
    )


# What a setting must be, by the kind of fault that pydantic finds.
MUST_BE: Mapping[str, str] = {
    "int_parsing": "be a whole number",
    "float_parsing": "be a number",
    "bool_parsing": "be true or false",
    "greater_than": "be more than {gt}",
    "greater_than_equal": "be {ge} or more",
    "less_than_equal": "be {le} or less",
    "literal_error": "be {expected}",
}


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once. Raises: SetupError, which names the setting."""
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and not name.startswith(NOT_SETTINGS):
            _confirm_known(name)
    try:
        return Settings()
    except ValidationError as refusal:
        first = refusal.errors()[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        must = MUST_BE.get(first["type"], "have another value: see docs/reference/settings.md")
        raise SetupError(f"{name} must {must.format(**first.get('ctx', {}))}.") from None


def _confirm_known(name: str) -> None:
    known = [field.upper() for field in Settings.model_fields]
    wanted = name.removeprefix(PREFIX).upper()
    if wanted not in known:
        near = get_close_matches(wanted, known, 1)
        advice = (
            f"Did you mean {PREFIX}{near[0]}?" if near else "Unset it. All settings are in docs/reference/settings.md."
        )
        raise SetupError(f"{name} is not a setting. {advice}")
