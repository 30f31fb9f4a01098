"""Compressing the answer of one request, for a caller who accepts gzip."""

import asyncio
import secrets
import zlib
from functools import lru_cache
from typing import Final

# Below it an answer fits into one packet as it is.
SHORTEST_BYTES: Final = 1_400
# Beyond it compressing takes long enough to keep others waiting.
LONG_BYTES: Final = 65_536
LEVEL: Final = 5
MOST_PADDING_BYTES: Final = 128
HEADERS: Final = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}

# Deflated, with a name, no time, and no system. Source: RFC 1952, section 2.3.
_HEAD: Final = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"


@lru_cache(maxsize=256)
def accepts_gzip(header: str | None) -> bool:
    """True if the header Accept-Encoding names gzip with a weight above nothing."""
    for entry in (header or "").split(","):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        if name == "gzip":
            return not any(parameter.replace(" ", "").rstrip("0") in ("q=", "q=0.") for parameter in parameters)
    return False


async def compressed(body: bytes) -> bytes:
    """The answer as gzip; a long one is compressed in a thread."""
    return compress(body) if len(body) < LONG_BYTES else await asyncio.to_thread(compress, body)


def compress(body: bytes) -> bytes:
    """The answer as gzip, lengthened by chance, so that one length does not tell how much two texts have in common."""
    # Decision: compressed-answers
    padding = secrets.token_hex(MOST_PADDING_BYTES)[: secrets.randbelow(MOST_PADDING_BYTES)].encode()
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    ending = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return _HEAD + padding + b"\0" + deflate.compress(body) + deflate.flush() + ending
