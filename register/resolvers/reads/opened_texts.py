"""Encrypted texts of an answer, opened once the rows are read: PostgreSQL never has them in clear."""

import orjson

from register.encrypted_text import Unopened, decrypt
from register.sql.read.json_text import ENCRYPTED, NULL


def opened_texts(text: str) -> tuple[str, bool]:
    """An answer with its encrypted texts in clear, and whether all could be opened; one that could not is null."""
    if ENCRYPTED not in text:
        return text, True
    parts, is_whole = text.split(ENCRYPTED), True
    for number in range(1, len(parts), 2):
        try:
            parts[number] = orjson.dumps(decrypt(parts[number])).decode()
        except Unopened:
            parts[number], is_whole = NULL, False
    return "".join(parts), is_whole
