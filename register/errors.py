"""Every error a caller can meet, each with a code that never changes and a hint on what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self


class RegisterError(Exception):
    """The base of all refusals: a stable code, an HTTP status, a message fit for the caller, never a stored value."""

    code: ClassVar[str] = "SYSTEM_INTERNAL"
    status: ClassVar[int] = 200
    # What to do next, where a refusal brings no hint of its own among its details.
    hint: ClassVar[str] = ""

    def __init__(self, words: str, **details: object) -> None:
        """details: what is shown beside the code; argument, among them, is the one at fault and begins the message."""
        self.words = words
        self.message = f"{details['argument']}: {words}" if "argument" in details else words
        self.details = details
        # The line and the column of the document that it is about, where they are known.
        self.place: tuple[int, int] | None = None
        super().__init__(self.message)

    @property
    def extensions(self) -> Mapping[str, object]:
        """The response's extensions: the code, the hint and the details."""
        return {"code": self.code, "hint": self.hint} | self.details


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal that is kept for later callers.

    An exception would be the wrong thing to keep: it holds the frames of every request that raised it, and with them
    what each caller sent.
    """

    # Decision: kept-refusals
    kind: type[RegisterError]
    words: str
    details: Mapping[str, object]

    @classmethod
    def of(cls, error: RegisterError) -> Self:
        """What an error says, without the request that met it."""
        return cls(type(error), error.words, error.details)

    def error(self) -> RegisterError:
        """A new error that says the same."""
        return self.kind(self.words, **self.details)


class Unauthenticated(RegisterError):
    """No token, a bad token, or a token of no known body. The cause goes to the security log, never to the caller."""

    code = "IDENTITY_UNAUTHENTICATED"
    status = 401
    hint = "Send a valid access token as Authorization: Bearer, or get a new one: they last only minutes."

    def __init__(self, cause: str) -> None:
        super().__init__("Authentication required.")
        self.cause = cause


class InvalidRequest(RegisterError):
    """The text is not GraphQL of this schema."""

    code = "REQUEST_INVALID"
    status = 400
    hint = "Correct the document at the place in locations."


class BadInput(RegisterError):
    """A value is refused. On a root field it answers 200 with the field null."""

    code = "REQUEST_BAD_INPUT"
    status = 400
    hint = "Correct the value that the message names."

    def at(self, place: str) -> Self:
        """The same refusal of a value that is at this place."""
        argument = f"{place}{self.details.get('argument', '')}"
        return type(self)(self.words, **{**self.details, "argument": argument}) if argument else self


class TooComplex(RegisterError):
    """The document or its cost is beyond a limit. Details: limit, its name; max, its value."""

    code = "REQUEST_TOO_COMPLEX"
    status = 400
    hint = "Ask for fewer rows with first, ask for fewer relations, or split the query into several requests."


class TooLarge(RegisterError):
    """The body or a header is longer than allowed."""

    code = "REQUEST_TOO_LARGE"
    status = 413
    hint = "Send less in one request."


class RequestTimeout(RegisterError):
    """The request did not arrive in time."""

    code = "REQUEST_TIMEOUT"
    status = 408
    hint = "Send the request again, without pauses."


class NotFound(RegisterError):
    """There is nothing at this address that the caller may see."""

    code = "REQUEST_NOT_FOUND"
    status = 404
    hint = "Follow the links of the page above it."


class NotOurForm(RegisterError):
    """A form that was not sent from a page of this server, in the session. Nothing was done."""

    code = "REQUEST_NOT_OUR_FORM"
    status = 403
    hint = "Go back, load the page again and send the form again."


class MethodNotAllowed(RegisterError):
    """The HTTP method is not one for this address or operation."""

    code = "REQUEST_UNSUPPORTED"
    status = 405
    hint = "Send the request by POST."


class UnsupportedMediaType(RegisterError):
    """The body's type or encoding is not JSON in plain UTF-8."""

    code = "REQUEST_UNSUPPORTED"
    status = 415
    hint = "Send JSON in UTF-8, uncompressed, as application/json."


class NotAcceptable(RegisterError):
    """No media type that the caller accepts is served here."""

    code = "REQUEST_UNSUPPORTED"
    status = 406
    hint = "Accept application/graphql-response+json."


class RateLimited(RegisterError):
    """The agency has spent its allowance. Details: retryAfterS."""

    code = "REQUEST_RATE_LIMITED"
    status = 429
    hint = "Wait for retryAfterS seconds, then send the request again."


class Forbidden(RegisterError):
    """The root field is granted nowhere to this caller."""

    code = "POLICY_FORBIDDEN"
    hint = "Leave this field out. viewer { grants } and the permission matrix list what your agency may do."


class ForbiddenMatch(RegisterError):
    """The caller searched or sorted on a field that it may read nowhere; nothing was read. Details: fields."""

    code = "POLICY_FORBIDDEN_MATCH"
    hint = "Remove the fields listed in fields from the filter, the order and the area."


class PurposeRequired(RegisterError):
    """A field that needs a purpose was asked for without one."""

    code = "POLICY_PURPOSE_REQUIRED"
    hint = "Send one of the published purpose codes in the Register-Purpose header."


class Unavailable(RegisterError):
    """The database, the audit log or the identity keys are out of reach; no data was returned.

    why: a word for the log, never for the caller.
    """

    code = "SYSTEM_UNAVAILABLE"
    status = 503
    hint = "Send the request again later. A command may be sent again with the same key."

    def __init__(self, message: str, *, why: str | None = None, **details: object) -> None:
        super().__init__(message, **details)
        self.why = why


class Internal(RegisterError):
    """A fault of the register itself."""

    code = "SYSTEM_INTERNAL"
    status = 500
    hint = "Report it with the number in the header Register-Request."


class SetupError(Exception):
    """A command cannot continue. The message is one line that says what to do."""


CODES: frozenset[str] = frozenset(
    {
        "IDENTITY_UNAUTHENTICATED",
        "REQUEST_INVALID",
        "REQUEST_BAD_INPUT",
        "REQUEST_TOO_COMPLEX",
        "REQUEST_TOO_LARGE",
        "REQUEST_TIMEOUT",
        "REQUEST_NOT_FOUND",
        "REQUEST_NOT_OUR_FORM",
        "REQUEST_UNSUPPORTED",
        "REQUEST_RATE_LIMITED",
        "POLICY_FORBIDDEN",
        "POLICY_FORBIDDEN_MATCH",
        "POLICY_PURPOSE_REQUIRED",
        "POLICY_NOT_FOUND",
        "CONFLICT_STALE",
        "CONFLICT_DUPLICATE",
        "CONFLICT_IDEMPOTENCY",
        "SYSTEM_UNAVAILABLE",
        "SYSTEM_INTERNAL",
    }
)
