"""The published rules of the missing module. Source: SSDA903 validation rules 102 and 564 to 586, of 2022-23."""

from register.importing.returns.rule import BORN, MISSING, YEARLY_MISSING, ReturnRule

OUTSIDE_CARE = """
    select s.line from sent s join care c on c.child_number = s.child_number where not c.held @> s.starts_on
"""
PUBLISHED = "2022-23"
BOTH_SIDES = (
    "The words of 578 are of a day after care and those of 581 of a day before it; the published examples find a day"
    " before, between and after periods of care by both, and so do we."
)
MISSING_RULES: tuple[ReturnRule, ...] = (
    ReturnRule(
        "102", BORN, "DOB", "The date of birth is not there.",
        "select line from sent where born_on is null",
        apart="A day that is written in another form is refused before, for its form.",
        published=PUBLISHED,
    ),
    ReturnRule(
        "564", MISSING, "MIS_START", "The child was missing or away, and the day on which that began is not there.",
        "select line from sent where missing_kind is not null and starts_on is null",
        published=PUBLISHED,
    ),
    ReturnRule(
        "565", MISSING, "MISSING", "There is a day of beginning, and not whether the child was missing or away.",
        "select line from sent where missing_kind is null and starts_on is not null",
        published=PUBLISHED,
    ),
    ReturnRule(
        "566", MISSING, "MISSING", "There is a day of ending, and not whether the child was missing or away.",
        "select line from sent where missing_kind is null and ends_on is not null",
        published=PUBLISHED,
    ),
    ReturnRule(
        "567", MISSING, "MIS_END", "The period ends before it begins.",
        "select line from sent where ends_on < starts_on",
        published=PUBLISHED,
    ),
    ReturnRule(
        "570", MISSING, "MIS_START", "The period begins after the last day that the return is for.",
        "select line from sent where starts_on > :period_end",
        published=PUBLISHED,
    ),
    ReturnRule(
        "571", MISSING, "MIS_END", "The period ends before the first day that the return is for, or after its last.",
        "select line from sent where ends_on < :period_start or ends_on > :period_end",
        published=PUBLISHED,
    ),
    ReturnRule(
        "574", MISSING, "MIS_START",
        "The period begins while another of the child is open, or before another has ended.",
        """
        select line from (
            select line, starts_on, lag(ends_on) over one_child as last_end,
                   lag(line) over one_child is not null as is_later
              from sent where starts_on is not null
            window one_child as (
                partition by child_number order by coalesce(ends_on, starts_on), starts_on, line)) s
         where is_later and (last_end is null or starts_on < last_end)
        """,
        published=PUBLISHED,
    ),
    ReturnRule(
        "575", MISSING, "MIS_END", "The placement that the child was missing from has ended, and the period is open.",
        """
        select distinct s.line from sent s
          join spans p on p.child_number = s.child_number and s.starts_on between p.starts_on and p.ends_on
         where s.ends_on is null
        """,
        published=PUBLISHED,
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
        apart="Found once for each child, at its first line, and also where the child is not in the file at all: the"
        " published function looks only at children who are in it.",
        published=PUBLISHED,
    ),
    ReturnRule(
        "577", MISSING, "MIS_END", "The child is no longer looked after, and the period is open or ends outside care.",
        """
        select s.line from sent s join care c on c.child_number = s.child_number
         where s.starts_on is not null
           and case when s.ends_on is null then not (upper_inf(c.held) and c.last_began <= s.starts_on)
                    else not c.held @> s.ends_on end
        """,
        apart="Its words are of a period that is open; the published examples also find one that ended outside care,"
        " and so do we. Care that ends and begins again the next day is one period of care here.",
        published=PUBLISHED,
    ),
    ReturnRule(
        "578", MISSING, "MIS_START", "The period does not begin while the child is looked after, but after or before.",
        OUTSIDE_CARE, apart=BOTH_SIDES,
        published=PUBLISHED,
    ),
    ReturnRule(
        "581", MISSING, "MIS_START", "The period does not begin while the child is looked after, but before or after.",
        OUTSIDE_CARE, apart=BOTH_SIDES,
        published=PUBLISHED,
    ),
    ReturnRule(
        "586", MISSING, "MIS_START", "The period begins before the child was born, or on that day.",
        "select line from sent where starts_on <= born_on",
        published=PUBLISHED,
    ),
)  # fmt: skip
