"""The kinds of body that use the register, and every fact about each of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.vocabulary.areas import AreaKind
from register.vocabulary.closed_list import ClosedList


class Agency(ClosedList):
    """The kind of body that the caller works for. The code is what a token carries."""

    POLICE = "police", "A territorial police force in England or Wales."
    UKMPU = "ukmpu", "The UK Missing Persons Unit of the National Crime Agency (NCA)."
    OFSTED = "ofsted", "Ofsted as registration authority: it keeps this register (Care Standards Act 2000, Part II)."
    OFSTED_INSPECTOR = "ofsted_inspector", "Ofsted inspectors on a joint inspection (Children Act 2004, section 20)."
    DFE = "dfe", "Department for Education (DfE) officials."
    DFE_STATISTICS = "dfe_statistics", "Department for Education (DfE) dashboards."
    COMMISSIONER = "commissioner", "The Children's Commissioner for England's office."
    COMMISSIONER_STATISTICS = "commissioner_statistics", "The Children's Commissioner's dashboards."
    LOCAL_AUTHORITY = "local_authority", "A local authority with children's social care duties in England or Wales."
    CQC = "cqc", "The Care Quality Commission (CQC), which inspects health and adult social care."
    HMICFRS = (
        "hmicfrs",
        "The inspectorate of police and fire services: HM Inspectorate of Constabulary and Fire & Rescue Services.",
    )
    HMI_PROBATION = (
        "hmi_probation",
        "The inspectorate of probation and youth justice services: HM Inspectorate of Probation.",
    )
    HEALTH = "health", "An NHS body, for example an integrated care board."
    INTERVIEW_PROVIDER = "interview_provider", "An organisation commissioned to carry out return home interviews."
    ADMIN = "admin", "Administrators of the register's systems, who act on documented instructions."
    AUDITOR = "auditor", "Auditors and data protection officers, who check how the register is used."


@dataclass(frozen=True, slots=True)
class Body:
    """What is true of every body of one kind. What it may see is in policy/grants and nowhere else.

    area_kind: the kind of area that its token names. named_by_organisation: its token names an organisation instead,
    because ONS has no code for it. inspects: it can be given the area of a joint inspection.
    """

    agency: Agency
    name: str
    area_kind: AreaKind | None = None
    named_by_organisation: bool = False
    inspects: bool = False


_ROWS: tuple[Body, ...] = (
    Body(Agency.POLICE, "Police force", area_kind=AreaKind.FORCE),
    Body(Agency.UKMPU, "UK Missing Persons Unit"),
    Body(Agency.OFSTED, "Ofsted"),
    Body(Agency.OFSTED_INSPECTOR, "Ofsted inspectors", inspects=True),
    Body(Agency.DFE, "Department for Education"),
    Body(Agency.DFE_STATISTICS, "Department for Education dashboards"),
    Body(Agency.COMMISSIONER, "Children's Commissioner"),
    Body(Agency.COMMISSIONER_STATISTICS, "Children's Commissioner dashboards"),
    Body(Agency.LOCAL_AUTHORITY, "Local authority", area_kind=AreaKind.AUTHORITY),
    Body(Agency.CQC, "Care Quality Commission", inspects=True),
    Body(Agency.HMICFRS, "HM Inspectorate of Constabulary and Fire & Rescue Services", inspects=True),
    Body(Agency.HMI_PROBATION, "HM Inspectorate of Probation", inspects=True),
    Body(Agency.HEALTH, "NHS body", named_by_organisation=True),
    Body(Agency.INTERVIEW_PROVIDER, "Return interview provider", named_by_organisation=True),
    Body(Agency.ADMIN, "Administrator"),
    Body(Agency.AUDITOR, "Auditor"),
)
BODIES: Mapping[Agency, Body] = {body.agency: body for body in _ROWS}
INSPECTORATES: tuple[Agency, ...] = tuple(body.agency for body in _ROWS if body.inspects)
