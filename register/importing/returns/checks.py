"""Stage 2: the rules of a return asked of all its staged rows, one statement a rule, and what they found kept.

Every statement is held to the one return and the one authority by its own words, for every login.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from register.importing.returns.every_rule import rules_of
from register.importing.returns.rule import ReturnRule
from register.open_types import Values
from register.vocabulary import ReturnKind

Progress = Callable[[int, int], None]
# So many findings of a rule are listed by line; the rest are counted in one.
LISTED = 1_000
# What the statements of rules may name. What one of them does not name is not worked out.
PARTS = """
with sent as not materialized (
    select * from register.return_row where return_id = :return_id and replaced_at is null
), sibling as (
    select distinct on (r.kind) r.id, r.kind::text from register.authority_return r
     where r.authority_code = :authority and r.period_start <= :period_start and r.period_end >= :period_end
       and r.id <> :return_id and r.status <> 'superseded'
     order by r.kind, r.number desc
), episodes as (
    select e.* from register.return_row e join sibling b on b.id = e.return_id and b.kind = 'episodes_yearly'
     where e.replaced_at is null
), missing as (
    select m.* from register.return_row m join sibling b on b.id = m.return_id and b.kind = 'missing_yearly'
     where m.replaced_at is null
), last_year as (
    select l.* from register.return_row l join register.authority_return r on r.id = l.return_id
     where r.authority_code = :authority and r.kind = :kind and r.period_start = :before
       and r.status in ('accepted', 'accepted_with_caveat') and l.replaced_at is null
), known as (
    select s.child_number, m.date_of_birth as born_on
      from (select distinct child_number, child_id from sent where child_id is not null) s
      join register.child_minimum m on m.child_id = s.child_id
), spans as (
    select child_number, starts_on, ends_on from episodes where starts_on is not null
    union
    select s.child_number, p.started_on, p.ended_on
      from (select distinct child_number, child_id from sent where child_id is not null) s
      join register.placement p on p.child_id = s.child_id
), care as (
    select child_number, held, (select max(lower(each)) from unnest(held) as each) as last_began
      from (select child_number, range_agg(daterange(starts_on, ends_on, '[]')) as held
              from spans where ends_on is null or ends_on >= starts_on group by child_number) periods
), homes as (
    select h.urn, replace(upper(p.postcode), ' ', '') as postcode
      from (select distinct urn from sent where urn is not null) s
      join register.home h on h.urn = s.urn
      join register.premises p on p.home_id = h.id and p.is_main and p.valid_to is null
)
"""
KEEP = """
insert into register.return_check (return_id, authority_code, rule, severity, line, field, row_total, message)
{parts}, found (line) as ({found}), numbered as (
    select line, row_number() over (order by line) as place, count(*) over () as total from found
)
select :return_id, :authority, :rule, :severity, case when place <= {listed} then line end, :field,
       case when place <= {listed} then 1 else total - {listed} end, :message
  from numbered where place <= {listed} + 1
"""
TOTALS = """
select coalesce(sum(row_total) filter (where severity = 'error'), 0)::integer as error_total,
       coalesce(sum(row_total) filter (where severity = 'query'), 0)::integer as query_total
  from register.return_check where return_id = :return_id and replaced_at is null
"""
CHECKED = """
update register.authority_return
   set status = 'checked', checked_at = now(), version = version + 1, error_total = :error_total,
       query_total = :query_total,
       row_total = (select count(*) from register.return_row where return_id = :return_id and replaced_at is null)
 where id = :return_id and authority_code = :authority
"""
BY_RULE = """
select rule, severity::text as severity, field, message, sum(row_total)::integer as total,
       coalesce((array_agg(line order by line) filter (where line is not null))[1:5], '{}') as lines
  from register.return_check where return_id = :return_id and replaced_at is null
 group by rule, severity, field, message order by severity, rule
"""
REPLACE = "update register.{table} set replaced_at = now() where return_id = :return_id and replaced_at is null"


@dataclass(frozen=True, slots=True)
class Staged:
    """A return whose rows are staged."""

    return_id: UUID
    authority: str
    kind: ReturnKind
    period_start: date
    period_end: date
    before: date

    @property
    def bound(self) -> Values:
        """What the statements about it are bound to."""
        return {
            "return_id": self.return_id,
            "authority": self.authority,
            "kind": self.kind.value,
            "period_start": self.period_start,
            "period_end": self.period_end,
            "before": self.before,
        }


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings there are of each severity."""

    errors: int
    queries: int


def statement_of(rule: ReturnRule) -> str:
    """The statement that keeps what a rule finds."""
    return KEEP.format(parts=PARTS.strip(), found=rule.found, listed=LISTED)


def ask_rules(connection: sa.Connection, staged: Staged, tell: Progress) -> Totals:
    """Ask every rule of a return again, and count what they found. tell: how many rules of how many were asked."""
    connection.execute(sa.text(REPLACE.format(table="return_check")), {"return_id": staged.return_id})
    rules = rules_of(staged.kind)
    for number, rule in enumerate(rules, 1):
        statement = sa.text(statement_of(rule))
        told = {"rule": rule.number, "severity": rule.severity.value, "field": rule.field, "message": rule.message}
        bound = {**staged.bound, **told}
        connection.execute(statement, {name: bound[name] for name in statement.compile().params})
        tell(number, len(rules))
    found = connection.execute(sa.text(TOTALS), {"return_id": staged.return_id}).one()
    counted = {"return_id": staged.return_id, "authority": staged.authority, **found._mapping}
    connection.execute(sa.text(CHECKED), counted)
    return Totals(found.error_total, found.query_total)


def found_by_rule(connection: sa.Connection, return_id: UUID) -> list[Values]:
    """What each rule found: how many findings, and the first of their lines."""
    found = connection.execute(sa.text(BY_RULE), {"return_id": return_id}).mappings()
    return [dict(each) for each in found]
