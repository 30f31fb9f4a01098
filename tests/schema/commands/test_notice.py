"""The commands on notices."""

from tests.support.declared_types import lines_of, listed


def test_a_notice_is_served_with_its_reasons():
    assert lines_of("ServeNoticeInput")[2:-3] == listed(
        """
        kind: NoticeKind!
        servedOn: Date!
        effectiveFrom: Date
        endsOn: Date
        reasons: String!
        appealStatus: AppealStatus
        appealNote: String
        """
    )
