"""What every page says to browsers: nothing of it is kept, framed, guessed at or brought from elsewhere."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_POLICY: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
_SAID: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
NOT_KEPT: Final = "no-store"
ASSET: Final[Mapping[str, str]] = {**_SAID, "Cache-Control": "public, max-age=31536000, immutable"}


def guards(issuer: str = "") -> Mapping[str, str]:
    """The headers of a page. issuer: where a form may lead as well as to this server: to sign in and out."""
    parts = urlsplit(issuer)
    forms = f"form-action 'self' {parts.scheme}://{parts.netloc}" if parts.netloc else "form-action 'self'"
    return {**_SAID, "Content-Security-Policy": "; ".join((*_POLICY, forms)), "Cache-Control": NOT_KEPT}
