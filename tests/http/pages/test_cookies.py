"""Cookies: nobody but the server can read or make one."""

from starlette.responses import Response

from register.http.pages.cookies import DOOR, LONGEST, SESSION, Seal, drop, named, open_seal, put, read
from register.settings import settings

ONE, OTHER = Seal(b"1" * 32), Seal(b"2" * 32)


def test_a_cookie_holds_what_was_put_in_and_shows_none_of_it():
    kept = ONE.close(SESSION, {"agency": "police"})

    assert ONE.open(SESSION, kept) == {"agency": "police"}
    assert "police" not in kept
    assert kept != ONE.close(SESSION, {"agency": "police"})


def test_a_cookie_opens_only_under_its_key_and_as_its_kind():
    kept = ONE.close(SESSION, {"agency": "police"})

    assert OTHER.open(SESSION, kept) is None
    assert ONE.open(DOOR, kept) is None


def test_a_cookie_that_was_changed_does_not_open():
    kept = ONE.close(SESSION, {"agency": "police"})
    changed = [
        kept[:place] + ("A" if kept[place] != "A" else "B") + kept[place + 1 :] for place in range(len(kept) - 1)
    ]

    assert [text for text in (*changed, "", "é", "=", "A" * (LONGEST + 1), None) if ONE.open(SESSION, text)] == []


def test_a_form_is_known_by_a_text_that_only_the_server_can_make():
    first, second = ONE.token("a session"), ONE.token("a session")

    assert first != second
    assert ONE.is_token(first, "a session")
    assert ONE.is_token(second, "a session")
    assert [
        text
        for text in ("", "é", first[:-1], first[16:], OTHER.token("a session"), ONE.token("another"))
        if ONE.is_token(text, "a session")
    ] == []


def test_a_key_of_the_settings_outlives_the_process(settings_of):
    settings_of(SESSION_KEY="for tests")
    kept = open_seal(settings()).close(SESSION, {"a": 1})

    assert open_seal(settings()).open(SESSION, kept) == {"a": 1}
    settings_of(SESSION_KEY="another")
    assert open_seal(settings()).open(SESSION, kept) is None


def test_without_a_key_each_process_has_its_own(settings_of, monkeypatch):
    monkeypatch.delenv("REGISTER_SESSION_KEY", raising=False)
    settings_of()

    assert open_seal(settings()).key != open_seal(settings()).key


def test_over_https_a_cookie_is_bound_to_the_host_and_never_sent_in_the_open():
    response = Response()
    put(response, SESSION, "x", is_secure=True, life_s=60)

    (said,) = response.headers.getlist("set-cookie")
    assert said.startswith("__Host-register_session=x;")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=60"):
        assert part in said
    assert "Domain" not in said


def test_a_cookie_is_read_and_dropped_under_its_name():
    response = Response()
    drop(response, SESSION, is_secure=False)

    assert "Max-Age=0" in response.headers["set-cookie"]
    assert read({named(SESSION, is_secure=True): "x"}, SESSION, is_secure=True) == "x"
    assert read({SESSION: "x"}, SESSION, is_secure=True) is None


def test_the_key_of_drafts_is_each_persons_own_and_behind_another_mask_each_time():
    def opened(masked):
        whole = bytes.fromhex(masked)
        mask, kept = whole[:32], whole[32:]
        return bytes(one ^ other for one, other in zip(mask, kept, strict=True))

    first, again = ONE.masked_key("drafts of ada"), ONE.masked_key("drafts of ada")

    assert first != again
    assert opened(first) == opened(again)
    assert (
        len({opened(each) for each in (first, ONE.masked_key("drafts of ben"), OTHER.masked_key("drafts of ada"))}) == 3
    )
