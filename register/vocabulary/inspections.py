"""Inspections of homes, and what inspectors judge."""

from register.vocabulary.closed_list import ClosedList


class InspectionKind(ClosedList):
    """What kind of inspection it was. Source: Ofsted's social care common inspection framework (SCCIF)."""

    FULL = "full", "A full inspection, with judgements."
    INTERIM = "interim", "An interim inspection; none has been carried out since 17 March 2020."
    ASSURANCE = "assurance", "An assurance visit, without graded judgements; carried out since September 2020."
    MONITORING_VISIT = "monitoring_visit", "A visit to check progress or a concern, usually without graded judgements."
    REINSPECTION = "reinspection", "A second inspection because of what an earlier one found."


class Judgement(ClosedList):
    """An inspection judgement, best first."""

    OUTSTANDING = "outstanding", "Outstanding."
    GOOD = "good", "Good."
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement to be good."
    INADEQUATE = "inadequate", "Inadequate."
    NOT_JUDGED = "not_judged", "The inspectors made no judgement."
