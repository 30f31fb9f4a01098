"""Encodings: UTF-8, or what a spreadsheet saved; never a guess that spoils a name."""

import pytest

from register.errors import SetupError
from register.importing.files.encodings import Decoded, decode


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_a_byte_order_mark_or_without(mark):
    assert decode("list.csv", mark + "Zo\u00eb".encode()) == Decoded("Zo\u00eb")


@pytest.mark.parametrize(
    "text",
    [
        "Homes in 2027 \u2013 Provider level",
        "Zo\u00eb House",
        "Children\u2019s Trust",
        "CAF\u00c9 \u00c9lan",
        "S\u00e3o Jos\u00e9, Pe\u00f1a",
        "\u201cThe Elms\u201d",
        "two\u00a0words",
    ],
)
@pytest.mark.parametrize(("codec", "encoding"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_a_spreadsheet_s_encoding_is_told_by_what_its_bytes_can_be(text, codec, encoding):
    assert decode("list.csv", f"URN,Name\n1,{text}\n".encode(codec)) == Decoded(f"URN,Name\n1,{text}\n", encoding, 2)


@pytest.mark.parametrize(
    "raw", [b"Zo\x81", b"x \xe9 y", "caf\u00e9".encode("utf-16"), "\u015al\u0105sk".encode("iso8859_2")]
)
def test_bytes_that_make_no_english_text_are_refused_by_their_line(raw):
    with pytest.raises(SetupError) as refusal:
        decode("list.csv", b"URN\n" + raw)

    assert str(refusal.value).startswith("list.csv is not UTF-8 on line 2, nor Windows-1252 or Mac Roman.")
