"""The messages of graphql-transport-ws as data, and the codes with which a socket is closed.

Source: GraphQL over WebSocket Protocol, sub-protocol graphql-transport-ws. Codes from 4430 on are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import orjson

from register.errors import InvalidRequest
from register.http.transport.body import Parameters, decode_json, parse_parameters

SUBPROTOCOL: Final = "graphql-transport-ws"
MAX_ID_CHARACTERS: Final = 100


@dataclass(frozen=True, slots=True)
class Ending:
    """How the server closes a socket. reason: 123 bytes at most, as the protocol of WebSockets has it."""

    code: int
    reason: str


NOT_SUBSCRIBED_FIRST: Final = Ending(4401, "Send connection_init first.")
NOT_KNOWN: Final = Ending(4403, "Authentication required.")
EXPIRED: Final = Ending(
    4403, "Your access token has expired. Connect again with a new one, and send the feed's last token as since."
)
NOT_OUR_PROTOCOL: Final = Ending(4406, f"Use the subprotocol {SUBPROTOCOL}.")
NOT_INITIALISED: Final = Ending(4408, "connection_init did not arrive in time.")
ID_IN_USE: Final = Ending(4409, "A subscription with this id is already running.")
INITIALISED_TWICE: Final = Ending(4429, "Send connection_init only once.")
TOO_MANY: Final = Ending(4430, "Too many subscriptions on this connection.")
CROWDED_OUT: Final = Ending(4432, "Too many connections have not signed in. Send connection_init at once.")
FULL: Final = Ending(1013, "Too many subscriptions are open. Try again later.")
FAULT: Final = Ending(1011, "Internal error.")
OUT_OF_REACH: Final = Ending(1013, "The register is unavailable. Try again later.")


class BadMessage(Exception):
    """A message that the protocol does not name, or one without what it must hold. Closes the socket with 4400."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.ending = Ending(4400, reason)


@dataclass(frozen=True, slots=True)
class Initialise:
    """connection_init: who the client is. given: headers by their names, if the client cannot send them as headers."""

    given: tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Subscribe:
    """subscribe: start an operation under an id."""

    id: str
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Complete:
    """complete: the client ends an operation."""

    id: str


@dataclass(frozen=True, slots=True)
class Ping:
    """ping: answered with a pong."""


@dataclass(frozen=True, slots=True)
class Pong:
    """pong: accepted and ignored."""


Message: TypeAlias = Initialise | Subscribe | Complete | Ping | Pong

# What connection_init may hold in the place of headers, which a browser cannot set on a handshake.
INSTEAD_OF_HEADERS: Final = ("Authorization", "Register-Purpose")


def read_message(text: str) -> Message:
    """The message in a frame. Raises: BadMessage in fixed words."""
    try:
        message = decode_json(text.encode())
    except (InvalidRequest, UnicodeEncodeError):
        raise BadMessage("A message must be one JSON object.") from None
    match message.get("type"):
        case "connection_init":
            return Initialise(_given(_payload(message)))
        case "subscribe":
            return Subscribe(_id(message), _parameters(message))
        case "complete":
            return Complete(_id(message))
        case "ping":
            return Ping()
        case "pong":
            return Pong()
    raise BadMessage("The message type is not known.")


def _payload(message: Mapping[str, object]) -> Mapping[str, object]:
    payload = message.get("payload")
    if not isinstance(payload, dict | None):
        raise BadMessage("The payload must be an object.")
    return payload or {}


def _given(payload: Mapping[str, object]) -> tuple[tuple[bytes, bytes], ...]:
    given = []
    for name in INSTEAD_OF_HEADERS:
        if name in payload:
            value = payload[name]
            if not isinstance(value, str) or not value.isascii():
                raise BadMessage(f"{name} must be a string.")
            given.append((name.lower().encode(), value.encode()))
    return tuple(given)


def _id(message: Mapping[str, object]) -> str:
    found = message.get("id")
    if not isinstance(found, str) or not 1 <= len(found) <= MAX_ID_CHARACTERS:
        raise BadMessage(f"The id must be a string of 1 to {MAX_ID_CHARACTERS} characters.")
    return found


def _parameters(message: Mapping[str, object]) -> Parameters:
    try:
        return parse_parameters(_payload(message))
    except InvalidRequest as refusal:
        raise BadMessage(refusal.message) from None


ACKNOWLEDGED: Final = '{"type":"connection_ack"}'
PONG: Final = '{"type":"pong"}'


def next_message(id_: str, body: bytes) -> str:
    """One answer of an operation. body: its JSON, sent unchanged."""
    return (b'{"id":' + orjson.dumps(id_) + b',"type":"next","payload":' + body + b"}").decode()


def error_message(id_: str, errors: list[dict[str, object]]) -> str:
    """The refusal of an operation; no other message about it follows."""
    return orjson.dumps({"id": id_, "type": "error", "payload": errors}).decode()
