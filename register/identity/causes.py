"""Why a token or a key is refused: names of the security log, which are never sent to a caller."""

from enum import StrEnum


class Cause(StrEnum):
    """Why a token or a key was refused. Written to the security log, never sent to the caller."""

    NO_TOKEN = "no_token"  # noqa: S105 - the name of a cause, not a password
    REPEATED_HEADER = "repeated_header"
    SCHEME = "scheme"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"
    REPEATED_NAME = "repeated_name"
    ALGORITHM = "algorithm"
    TYPE = "type"
    KEY_ID = "key_id"
    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    MISSING_CLAIM = "missing_claim"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    TIMES = "times"
    LIFE = "life"
    SUBJECT = "subject"
    TOKEN_ID = "token_id"  # noqa: S105 - the name of a cause, not a password
    AGENCY = "agency"
    AREA = "area"
    ORGANISATION = "organisation"
    REVOKED = "revoked"
    API_KEY_MALFORMED = "api_key_malformed"
    API_KEY_UNKNOWN = "api_key_unknown"
    API_KEY_REVOKED = "api_key_revoked"
    API_KEY_EXPIRED = "api_key_expired"
    API_KEY_DOOR = "api_key_door"
    API_KEY_ADDRESS = "api_key_address"
    API_KEY_IN_URL = "api_key_in_url"
    NO_SESSION = "no_session"
    SESSION_ENDED = "session_ended"
    SIGN_IN_STATE = "sign_in_state"
    SIGN_IN_REFUSED = "sign_in_refused"
