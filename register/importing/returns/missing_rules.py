"""The published rules of the missing module. Source: SSDA903 validation rules, 564 to 586."""

from register.importing.returns.rule import BORN, MISSING, YEARLY_MISSING, ReturnRule

OUTSIDE_CARE = """
    select s.line from sent s join care c on c.child_number = s.child_number
     where not c.held @> s.starts_on and lower(c.held)
"""
MISSING_RULES: tuple[ReturnRule, ...] = (
    ReturnRule(
        "102", BORN, "DOB", "The date of birth is not there.",
        "select line from sent where born_on is null",
    ),
    ReturnRule(
        "564", MISSING, "MIS_START", "The child was missing or away, and the day on which that began is not there.",
        "select line from sent where missing_kind is not null and starts_on is null",
    ),
    ReturnRule(
        "565", MISSING, "MISSING", "There is a day of beginning, and not whether the child was missing or away.",
        "select line from sent where missing_kind is null and starts_on is not null",
    ),
    ReturnRule(
        "566", MISSING, "MISSING", "There is a day of ending, and not whether the child was missing or away.",
        "select line from sent where missing_kind is null and ends_on is not null",
    ),
    ReturnRule(
        "567", MISSING, "MIS_END", "The period ends before it begins.",
        "select line from sent where ends_on < starts_on",
    ),
    ReturnRule(
        "570", MISSING, "MIS_START", "The period begins after the last day that the return is for.",
        "select line from sent where starts_on > :period_end",
    ),
    ReturnRule(
        "571", MISSING, "MIS_END", "The period ends before the first day that the return is for, or after its last.",
        "select line from sent where ends_on < :period_start or ends_on > :period_end",
    ),
    ReturnRule(
        "574", MISSING, "MIS_START",
        "A later period of the child begins while this one is open, or before it has ended.",
        """
        select line from (
            select line, starts_on, ends_on,
                   lead(starts_on) over (
                       partition by child_number order by starts_on, coalesce(ends_on, starts_on), line) as next_start
              from sent where starts_on is not null) s
         where next_start is not null and (ends_on is null or next_start < ends_on)
        """,
    ),
    ReturnRule(
        "575", MISSING, "MIS_END", "The placement that the child was missing from has ended, and the period is open.",
        """
        select distinct s.line from sent s
          join spans p on p.child_number = s.child_number and s.starts_on between p.starts_on and p.ends_on
         where s.ends_on is null
        """,
    ),
    ReturnRule(
        "576", (YEARLY_MISSING,), "CHILD",
        "A period was open at the end of last year's return, and is not in this one.",
        """
        select (select min(s.line) from sent s where s.child_number = l.child_number)
          from last_year l
         where l.missing_kind is not null and l.starts_on is not null and l.ends_on is null and not exists (
            select from sent s where (s.child_number, s.starts_on) = (l.child_number, l.starts_on))
        """,
    ),
    ReturnRule(
        "577", MISSING, "MIS_END", "The child is no longer looked after, and the period is open.",
        """
        select s.line from sent s join care c on c.child_number = s.child_number
         where s.ends_on is null and s.starts_on is not null
           and not (upper_inf(c.held) and c.last_began <= s.starts_on)
        """,
    ),
    ReturnRule(
        "578", MISSING, "MIS_START", "The period begins after the child ceased to be looked after.",
        f"{OUTSIDE_CARE} <= s.starts_on",
    ),
    ReturnRule(
        "581", MISSING, "MIS_START", "The period begins before the child was looked after.",
        f"{OUTSIDE_CARE} > s.starts_on",
    ),
    ReturnRule(
        "586", MISSING, "MIS_START", "The period begins before the child was born, or on that day.",
        "select line from sent where starts_on <= born_on",
    ),
)  # fmt: skip
