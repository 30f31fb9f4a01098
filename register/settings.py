"""Every setting, read from the environment with the prefix REGISTER_."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set. Times end in _s, sizes in _bytes, lengths in _m."""

    model_config = SettingsConfigDict(env_prefix="REGISTER_", frozen=True)

    environment: Literal["development", "test", "production"] = "development"
    database_url: str = ""
    migration_url: str = ""
    state_dir: Path | None = None
    pool_size: int = Field(default=8, ge=1, le=200)
    pool_wait_s: float = 1.0
    statement_timeout_s: float = 5.0
    cursor_key: SecretStr | None = None

    oidc_issuer: str = ""
    oidc_audience: str = "register"
    oidc_jwks_url: str = ""
    jwks_refresh_s: float = 300.0
    jwks_stale_s: float = 86_400.0
    jwks_timeout_s: float = 3.0
    jwks_retry_s: float = 10.0
    jwks_cooldown_s: float = 30.0
    token_leeway_s: int = 30
    token_life_s: int = 600
    revoked_file: Path | None = None
    revoked_reread_s: float = 30.0

    boundary_buffer_m: int = Field(default=0, ge=0, le=20_000)

    max_body_bytes: int = 65_536
    max_upload_bytes: int = 8_388_608
    max_header_bytes: int = 16_384
    arrival_timeout_s: float = 10.0
    max_tokens: int = 2_000
    max_depth: int = 12
    max_aliases: int = 30
    max_roots: int = 10
    max_fragments: int = 20
    max_directives: int = 50
    max_expanded_fields: int = 2_000
    max_cost: int = 50_000
    max_list_items: int = 100
    max_vertices: int = 1_000
    max_radius_m: int = 20_000
    max_polygon_area_km2: float = 60_000.0
    rate_cost_per_minute: int = 500_000
    rate_burst_cost: int = 500_000
    introspection_depth: int = 20

    sealing_key_file: Path | None = None
    sealing_url: str = ""
    head_holder: str = ""
    seal_every_s: float = 1.0
    seal_note_s: float = 5.0
    seal_alarm_s: float = 300.0
    seal_grace_s: float = 14_400.0

    max_streams: int = 500
    max_subscriptions: int = 20
    subscription_init_s: float = 10.0
    subscription_send_s: float = 10.0
    subscription_gather_s: float = 0.1
    subscription_poll_s: float = 3.0
    subscription_check_s: float = 30.0
    subscription_keep_alive_s: float = 15.0


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
