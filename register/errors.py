"""Every error a caller can meet, each with a code that never changes and a hint on what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self


class RegisterError(Exception):
    """The base of all refusals: a stable code, an HTTP status, a message fit for the caller, never a stored value."""

    code: ClassVar[str] = "SYSTEM_INTERNAL"
    status: ClassVar[int] = 200
    hint: ClassVar[str] = ""

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details

    @property
    def extensions(self) -> Mapping[str, object]:
        """The response's extensions: the code, the hint and the details."""
        extensions: dict[str, object] = {"code": self.code}
        if self.hint:
            extensions["hint"] = self.hint
        return extensions | self.details


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal that is kept for later callers.

    An exception would be the wrong thing to keep: it holds the frames of every request that raised it, and with them
    what each caller sent.
    """

    # Decision: kept-refusals
    kind: type[RegisterError]
    message: str
    details: Mapping[str, object]

    @classmethod
    def of(cls, error: RegisterError) -> Self:
        """What an error says, without the request that met it."""
        return cls(type(error), error.message, error.details)

    def error(self) -> RegisterError:
        """A new error that says the same."""
        return self.kind(self.message, **self.details)


class Unauthenticated(RegisterError):
    """No token, a bad token, or a token of no known body. The cause goes to the security log, never to the caller."""

    code = "IDENTITY_UNAUTHENTICATED"
    status = 401

    def __init__(self, cause: str) -> None:
        super().__init__("Authentication required.")
        self.cause = cause


class InvalidRequest(RegisterError):
    """The text is not GraphQL of this schema."""

    code = "REQUEST_INVALID"
    status = 400


class BadInput(RegisterError):
    """A value is refused. On a root field it answers 200 with the field null."""

    code = "REQUEST_BAD_INPUT"
    status = 400


class TooComplex(RegisterError):
    """The document or its cost is beyond a limit. Details: limit, its name; max, its value."""

    code = "REQUEST_TOO_COMPLEX"
    status = 400
    hint = "Ask for fewer rows with first, ask for fewer relations, or split the query into several requests."


class TooLarge(RegisterError):
    """The body or a header is longer than allowed."""

    code = "REQUEST_TOO_LARGE"
    status = 413


class RequestTimeout(RegisterError):
    """The request did not arrive in time."""

    code = "REQUEST_TIMEOUT"
    status = 408


class MethodNotAllowed(RegisterError):
    """The HTTP method is not one for this address or operation."""

    code = "REQUEST_UNSUPPORTED"
    status = 405


class UnsupportedMediaType(RegisterError):
    """The body's type or encoding is not JSON in plain UTF-8."""

    code = "REQUEST_UNSUPPORTED"
    status = 415


class NotAcceptable(RegisterError):
    """No media type that the caller accepts is served here."""

    code = "REQUEST_UNSUPPORTED"
    status = 406


class RateLimited(RegisterError):
    """The agency has spent its allowance. Details: retryAfterS."""

    code = "REQUEST_RATE_LIMITED"
    status = 429


class Forbidden(RegisterError):
    """The root field is granted nowhere to this caller."""

    code = "POLICY_FORBIDDEN"


class ForbiddenMatch(RegisterError):
    """The caller searched or sorted on a field that it may read nowhere; nothing was read. Details: fields."""

    code = "POLICY_FORBIDDEN_MATCH"
    hint = "Remove the fields listed in fields from the filter, the order and the area."


class PurposeRequired(RegisterError):
    """A field that needs a purpose was asked for without one."""

    code = "POLICY_PURPOSE_REQUIRED"
    hint = "Send one of the published purpose codes in the Register-Purpose header."


class Unavailable(RegisterError):
    """The database, the audit log or the identity keys are out of reach; no data was returned."""

    code = "SYSTEM_UNAVAILABLE"
    status = 503


class Internal(RegisterError):
    """A fault of the register itself."""

    code = "SYSTEM_INTERNAL"
    status = 500


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
