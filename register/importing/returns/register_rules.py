"""The register's own rules: a return against itself, the children that the register holds, and their episodes."""

from register.importing.returns.rule import BORN, EIGHTEENTH, EVERY, INTERVIEWS, MISSING, ReturnRule
from register.vocabulary import CheckSeverity, MatchOutcome

QUERY = CheckSeverity.QUERY
# Of a figure of last year, in per cent and in rows: a change beyond both is to be confirmed.
LARGE_CHANGE_PERCENT, LARGE_CHANGE_ROWS = 20, 10


def _matched(outcome: MatchOutcome) -> str:
    return (
        "select line from register.return_match"
        f" where return_id = :return_id and replaced_at is null and outcome = '{outcome.value}'"
    )


REGISTER_RULES: tuple[ReturnRule, ...] = (
    ReturnRule(
        "REG01", EVERY, "CHILD", "The register holds no child of your authority with this number.",
        "select line from sent where child_id is null",
    ),
    ReturnRule(
        "REG02", EVERY, "CHILD", "The file has the same child with the same beginning, or ending, on another line.",
        """
        select line from (
            select line, count(*) over (partition by child_number, missing_kind, coalesce(starts_on, ends_on),
                                        starts_on is null) as times
              from sent where coalesce(starts_on, ends_on) is not null) s
         where times > 1
        """,
    ),
    ReturnRule(
        "REG03", BORN, "DOB", "The same child has another date of birth on another line.",
        """
        select line from (
            select line, min(born_on) over (partition by child_number) as first,
                   max(born_on) over (partition by child_number) as last
              from sent where born_on is not null) s
         where first <> last
        """,
    ),
    ReturnRule(
        "REG04", BORN, "DOB", "The date of birth is not the one on the register.",
        """
        select s.line from sent s join known k on k.child_number = s.child_number
         where s.born_on <> k.born_on
        """,
    ),
    ReturnRule(
        "REG05", MISSING, "MIS_START", "The register has no missing episode of this child at that time.",
        _matched(MatchOutcome.ONLY_IN_RETURN), QUERY,
    ),
    ReturnRule(
        "REG06", MISSING, "CHILD", "The register has a missing episode of your child that the return lacks.",
        _matched(MatchOutcome.ONLY_IN_REGISTER), QUERY,
    ),
    ReturnRule(
        "REG07", MISSING, "MIS_START", "The episode on the register begins or ends on another day.",
        _matched(MatchOutcome.DATES_APART), QUERY,
    ),
    ReturnRule(
        "REG08", EVERY, "CHILD", "The number of rows differs much from that of last year. Confirm it with a reason.",
        """
        select null::integer from register.return_figure
         where return_id = :return_id and replaced_at is null and figure = 'rows' and is_large_change
        """,
        QUERY,
    ),
    ReturnRule(
        "REG09", INTERVIEWS, "RHI_ACCEPTED", "The interview was accepted, and it is not said to have been offered.",
        "select line from sent where is_accepted and is_offered is not true",
    ),
    ReturnRule(
        "REG10", INTERVIEWS, "RHI_DATE", "The interview was held before the child was found.",
        "select line from sent where interviewed_on < ends_on",
    ),
    ReturnRule(
        "REG11", INTERVIEWS, "RHI_DATE", "The interview has a day, and it is not said to have been accepted.",
        "select line from sent where interviewed_on is not null and is_accepted is not true",
    ),
    ReturnRule(
        "REG12", MISSING, "MIS_END", "The period lasts beyond the child's 18th birthday. It ends on that day.",
        f"""
        select line from sent
         where starts_on is not null and coalesce(ends_on, :period_end) > {EIGHTEENTH.format("born_on")}
        """,
    ),
)  # fmt: skip
