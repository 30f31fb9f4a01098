"""Forms with a file are taken apart as they arrive, within bounds, and what is not what it says is named."""

import base64

import pytest
from starlette.requests import Request

from register.errors import InvalidRequest, RequestTimeout, TooLarge
from register.http.pages.uploads import read_upload, trouble
from tests.support.workbooks import HEADER, ROW, xlsx


def asking(*messages):
    """A request of which a server says this, one message after the other."""
    waiting = list(messages)

    async def receive():
        return waiting.pop(0)

    headers = [(b"content-type", b"multipart/form-data; boundary=b")]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)


def whole(*pieces):
    """A request whose body arrives in these pieces."""
    return asking(
        *({"type": "http.request", "body": piece, "more_body": True} for piece in pieces),
        {"type": "http.request", "body": b"", "more_body": False},
    )


def part(name, content, file=None):
    """One part of a form."""
    named = f'; filename="{file}"' if file is not None else ""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + content + b"\r\n"


async def read(*parts, max_bytes=100_000):
    return await read_upload(whole(*parts, b"--b--\r\n"), max_bytes=max_bytes, timeout_s=1.0)


async def test_fields_and_the_file_are_read_whatever_the_pieces_they_arrive_in():
    form = part("csrf", b" a ") + part("kind", b"x\r\ny") + part("file", b"A,B\r\n1,2\r\n", r"C:\lists\m.csv")

    found = await read(*(form[at : at + 7] for at in range(0, len(form), 7)))

    assert found == {"csrf": ["a"], "kind": ["x\ny"], "file": ["A,B\r\n1,2\r\n"], "name": ["m.csv"]}


async def test_a_spreadsheet_is_read_as_the_api_takes_it_and_a_text_of_windows_as_utf_8():
    content = xlsx(HEADER, ROW)

    sheet, text = await read(part("file", content, "a.XLSX")), await read(part("file", "Zoë".encode("cp1252"), "a.csv"))

    assert base64.b64decode(sheet["file"][0]) == content
    assert text["file"] == ["Zoë"]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [(b"a", "a.ods", "none"), (xlsx(HEADER), "a.csv", "spreadsheet"), (b"", "a.csv", "empty"), (b"a\0", "a", "NUL")],
)
async def test_a_file_that_is_not_what_it_says_is_named_and_not_read(content, name, says):
    found = await read(part("file", content, name))

    assert (says in found[trouble("file")][0], "file" in found) == (True, False)


async def test_no_file_is_no_field():
    assert await read(part("file", b"", ""), part("kind", b"x")) == {"kind": ["x"]}


async def test_a_body_is_refused_as_soon_as_it_is_too_long_or_ends_early():
    with pytest.raises(TooLarge):
        await read(part("file", b"x" * 900, "a.csv"), part("more", b"x" * 900), max_bytes=1_000)
    begun = {"type": "http.request", "body": part("file", b"x", "a"), "more_body": True}
    with pytest.raises(RequestTimeout):
        await read_upload(asking(begun, {"type": "http.disconnect"}), max_bytes=1_000, timeout_s=1.0)


@pytest.mark.parametrize(
    "parts",
    [
        (b"no form",),
        (part("file", b"a", "a.csv"), part("more", b"a", "b.csv")),
        tuple(part(f"{n}", b"") for n in range(201)),
        (part("a", b"x" * 65_537),),
        (part("a", b"\0"),),
    ],
)
async def test_what_is_no_form_of_a_page_is_refused(parts):
    with pytest.raises(InvalidRequest):
        await read(*parts)
