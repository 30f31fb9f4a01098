"""The commands by which homes are held to the law."""

from tests.support.declared_types import lines_of, listed


def test_a_notice_is_served_with_its_reasons():
    assert lines_of("ServeNoticeInput")[2:-3] == listed(
        """
        kind: NoticeKind!
        servedOn: Date!
        effectiveFrom: Date
        endsOn: Date
        reasons: String!
        appealStatus: String
        """
    )


def test_an_inspection_is_published_with_any_judgement_that_was_not_recorded_yet():
    judgements = [line for line in lines_of("PublishInspectionInput") if line.endswith(": Judgement")]

    assert judgements == [line for line in lines_of("RecordInspectionInput") if line.endswith(": Judgement")]
    assert len(judgements) == 5
