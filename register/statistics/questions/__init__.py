"""Every question of published statistics, by its code, in the order of the list of questions."""

from collections.abc import Mapping

from register.statistics.question import Question
from register.statistics.questions import children, episodes, homes, interviews, quality
from register.vocabulary import StatisticsQuestion

_ALL = (
    *homes.QUESTIONS, *children.QUESTIONS, *episodes.QUESTIONS, *interviews.QUESTIONS, *quality.QUESTIONS,
)  # fmt: skip
_BY_CODE = {each.code: each for each in _ALL}
QUESTIONS: Mapping[StatisticsQuestion, Question] = {code: _BY_CODE[code] for code in StatisticsQuestion}
