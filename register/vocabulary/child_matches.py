"""Two records that may be of one child: how far that has been decided, and what people decide."""

from register.vocabulary.closed_list import ClosedList


class MatchStatus(ClosedList):
    """If two records are of one child, as far as that is decided."""

    OPEN = "open", "Not decided: two people have not yet said the same."
    SAME = "same", "Two people decided that the records are of one child. One is merged into the other."
    DIFFERENT = "different", "Two people decided that the records are of two children."


class MatchDecision(ClosedList):
    """What one person decides about two records."""

    KEEP_THIS = "keep_this", "They are of one child; keep the record of child, and merge the other into it."
    KEEP_OTHER = "keep_other", "They are of one child; keep the other record, and merge that of child into it."
    DIFFERENT = "different", "They are of two children. If they are merged, they are split again."
