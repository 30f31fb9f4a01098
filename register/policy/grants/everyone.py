"""Everyone, by name: an agency that joins the list of agencies is granted nothing until a line here names it."""

from register.vocabulary import Agency

# Whom the auditor watches.
WATCHED: tuple[Agency, ...] = (
    Agency.POLICE,
    Agency.UKMPU,
    Agency.OFSTED,
    Agency.OFSTED_INSPECTOR,
    Agency.DFE,
    Agency.DFE_STATISTICS,
    Agency.COMMISSIONER,
    Agency.COMMISSIONER_STATISTICS,
    Agency.LOCAL_AUTHORITY,
    Agency.CQC,
    Agency.HMICFRS,
    Agency.HMI_PROBATION,
    Agency.HEALTH,
    Agency.INTERVIEW_PROVIDER,
    Agency.ADMIN,
)
EVERYONE: tuple[Agency, ...] = (*WATCHED, Agency.AUDITOR)
