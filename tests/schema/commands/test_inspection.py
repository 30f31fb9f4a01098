"""The commands on inspections."""

from tests.support.declared_types import lines_of


def test_an_inspection_is_published_with_any_judgement_that_was_not_recorded_yet():
    judgements = [line for line in lines_of("PublishInspectionInput") if line.endswith(": Judgement")]

    assert judgements == [line for line in lines_of("RecordInspectionInput") if line.endswith(": Judgement")]
    assert len(judgements) == 5
