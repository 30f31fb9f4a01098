"""Links begin with the address that the caller knows: a proxy is believed if it is trusted, and nobody else."""

import pytest
from starlette.requests import Request

from register.errors import BadInput, SetupError
from register.http.public_address import PublicAddress
from register.settings import Settings

PROXY = {"trusted_proxies": "10.0.0.0/8, 192.0.2.7"}
FORWARDED = {
    "x-forwarded-proto": "https",
    "x-forwarded-host": "register.example",
    "x-forwarded-prefix": "/gis/",
}


def asked(peer="10.1.2.3", host="127.0.0.1:8000", **headers):
    raw = [(name.encode(), value.encode()) for name, value in {"host": host, **headers}.items()]
    scope = {"type": "http", "scheme": "http", "method": "GET", "path": "/ogc", "query_string": b"", "headers": raw}
    return Request({**scope, "client": (peer, 1), "server": ("127.0.0.1", 8000)})


def test_without_a_proxy_it_is_the_address_that_was_asked():
    assert PublicAddress(Settings()).base_of(asked(**FORWARDED)) == "http://127.0.0.1:8000"


def test_a_trusted_proxy_says_how_it_was_reached():
    assert PublicAddress(Settings(**PROXY)).base_of(asked(**FORWARDED)) == "https://register.example/gis"


def test_a_proxy_that_is_not_trusted_says_nothing():
    assert PublicAddress(Settings(**PROXY)).base_of(asked("203.0.113.9", **FORWARDED)) == "http://127.0.0.1:8000"


def test_the_standard_header_wins_over_the_older_ones():
    standard = {"forwarded": 'for=192.0.2.60;proto=http;host=evil.example, for="[::1]";proto=https;host="maps.example"'}

    assert PublicAddress(Settings(**PROXY)).base_of(asked(**FORWARDED, **standard)) == "https://maps.example/gis"


def test_of_several_proxies_the_nearest_is_believed():
    chain = {"x-forwarded-proto": "http, https", "x-forwarded-host": "evil.example, register.example"}

    assert PublicAddress(Settings(**PROXY)).base_of(asked(**chain)) == "https://register.example"


def test_a_setting_wins_over_everything():
    given = Settings(public_url="https://register.example/gis/", **PROXY)

    assert PublicAddress(given).base_of(asked(**FORWARDED)) == "https://register.example/gis"


@pytest.mark.parametrize("host", ["", "a b", "evil.example/x", 'x"><script>', "user@evil.example", "x" * 300])
def test_what_is_no_address_is_refused_and_never_repeated(host):
    with pytest.raises(BadInput) as refused:
        PublicAddress(Settings()).base_of(asked(host=host))

    assert not host or host not in refused.value.message


@pytest.mark.parametrize("given", [{"public_url": "register.example"}, {"trusted_proxies": "proxy.example"}])
def test_a_setting_without_the_form_of_an_address_stops_the_start(given):
    with pytest.raises(SetupError):
        PublicAddress(Settings(**given))
