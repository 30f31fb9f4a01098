"""The address that a caller reached the server by: as asked, as a trusted proxy says, or as a setting says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from starlette.requests import Request

from register.errors import BadInput, SetupError
from register.settings import Settings

Network = IPv4Network | IPv6Network

_HOST: Final = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(:\d{1,5})?", re.ASCII)
_PREFIX: Final = re.compile(r"(/[A-Za-z0-9._~-]{1,64}){0,8}", re.ASCII)
SCHEMES: Final = ("http", "https")


@dataclass(frozen=True, slots=True)
class Address:
    """Parts of an address. prefix: what a proxy took off the path."""

    scheme: str
    host: str
    prefix: str = ""

    @property
    def base(self) -> str:
        """The address before the path. Raises: BadInput if a part has no form of an address."""
        if self.scheme not in SCHEMES or not _HOST.fullmatch(self.host) or not _PREFIX.fullmatch(self.prefix):
            raise BadInput("The request does not say by which address it came.", hint="Send a valid header Host.")
        return f"{self.scheme}://{self.host}{self.prefix}"


class PublicAddress:
    """Works out the address of each request. Raises: SetupError if a setting has no form of one."""

    def __init__(self, given: Settings) -> None:
        self._fixed = given.public_url.rstrip("/")
        if self._fixed and not re.fullmatch(rf"https?://{_HOST.pattern}{_PREFIX.pattern}", self._fixed):
            raise SetupError("REGISTER_PUBLIC_URL must be an address such as https://register.example.")
        self._trusted = [_network(each.strip()) for each in given.trusted_proxies.split(",") if each.strip()]

    def base_of(self, request: Request) -> str:
        """The address before the path, without a slash at its end. Raises: BadInput."""
        if self._fixed:
            return self._fixed
        asked = Address(request.url.scheme, request.headers.get("host", ""))
        return (self._forwarded(request.headers, asked) if self._is_trusted(request) else asked).base

    def _is_trusted(self, request: Request) -> bool:
        if request.client is None or not self._trusted:
            return False
        peer = ip_address(request.client.host)
        return any(peer in network for network in self._trusted)

    def _forwarded(self, headers: Mapping[str, str], asked: Address) -> Address:
        """What the nearest proxy says. Forwarded is the standard; what it does not say, the older headers may."""
        named = {
            "scheme": _last(headers.get("x-forwarded-proto")),
            "host": _last(headers.get("x-forwarded-host")),
            "prefix": (_last(headers.get("x-forwarded-prefix")) or "").rstrip("/") or None,
        }
        standard = _parts(_last(headers.get("forwarded")) or "")
        named |= {"scheme": standard.get("proto") or named["scheme"], "host": standard.get("host") or named["host"]}
        return replace(asked, **{name: value for name, value in named.items() if value is not None})


def _last(header: str | None) -> str | None:
    """What the nearest proxy added to a header."""
    return header.rsplit(",", 1)[-1].strip() or None if header else None


def _parts(element: str) -> Mapping[str, str]:
    """The pairs of one element of Forwarded. Source: RFC 7239, section 4."""
    pairs = (part.partition("=") for part in element.split(";"))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError:
        raise SetupError(f"REGISTER_TRUSTED_PROXIES: {text} is no address and no network.") from None
