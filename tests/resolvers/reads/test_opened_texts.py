"""Encrypted texts of an answer: opened in their place, and null where they cannot be."""

import base64
import json
from uuid import UUID

from register.encrypted_text import encrypt
from register.resolvers.reads.opened_texts import opened_texts

KEY = "first:" + base64.b64encode(b"1" * 32).decode()
ROW = UUID(int=1)


def test_each_text_is_opened_in_its_place_and_others_stay(settings_of):
    settings_of(NARRATIVE_KEYS=KEY)
    said = 'He said "no"\n\u2028'
    text, is_whole = opened_texts(f'{{"a":\x02{encrypt(said, ROW)}\x02,"b":"kept"}}')

    assert (json.loads(text), is_whole) == ({"a": said, "b": "kept"}, True)
    assert opened_texts('{"a":1}') == ('{"a":1}', True)


def test_a_text_whose_key_is_lost_is_null_and_the_answer_says_so(settings_of):
    settings_of(NARRATIVE_KEYS=KEY)
    kept = encrypt("said", ROW)
    settings_of(NARRATIVE_KEYS="")

    assert opened_texts(f'{{"a":\x02{kept}\x02,"b":2}}') == ('{"a":null,"b":2}', False)
