"""Which columns of a duty to interview each body writes, as the agencies' papers put it. The database opens it."""

# Whoever holds the interview writes this of it, and the authority more.
OF_A_DUTY = {"status", "offered_at", "conducted_at", "mode", "interviewer", "is_independent", "closed_at", "version"}
OF_AUTHORITIES = {"not_offered_reason", "provider_code", "commissioned_at", "covered_by_id", "quality_grade"}
