"""The facts that published statistics count: one row for each episode, child and year, interview, flag and home.

Every set of facts has the columns authority, force and period, the first day of the year from 1 April in which the
fact lies, and beside them what it is broken down by. Days are those of England's clocks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from register import tables
from register.catalogue import Period
from register.open_types import Expression, Select
from register.rules.authority_return import OF_A_YEAR
from register.sql.tally.statement import day_of, local, period_of
from register.vocabulary import EpisodeStatus, Harm, MissingKind

NOT_RECORDED = "not_recorded"
HOURS = (
    (6, "under_6_hours"),
    (24, "6_to_24_hours"),
    (48, "24_to_48_hours"),
    (168, "2_to_7_days"),
    (720, "7_to_30_days"),
)
EPISODE, CHILD, PLACED = tables.missing_episode, tables.child, tables.placement
YEARS = 17


def year_of(day: Expression) -> Expression:
    """The first day of the year from 1 April that a day lies in."""
    return period_of(day, Period.FINANCIAL_YEAR)


def episodes() -> Select:
    """Every episode that was not recorded in error, in the year in which it began."""
    day = day_of(EPISODE.c.started_at)
    placed = _placed_on(day)
    risk = tables.risk_assessment
    of_it = sa.select(sa.cast(risk.c.level, sa.Text)).where(risk.c.episode_id == EPISODE.c.id)
    first = of_it.order_by(risk.c.assessed_at, risk.c.id).limit(1).scalar_subquery()
    soonest = sa.select(sa.func.min(risk.c.assessed_at)).where(risk.c.episode_id == EPISODE.c.id).scalar_subquery()
    weight = {level: place for place, level in enumerate(("no_apparent_risk", "very_low", "low", "medium", "high"))}
    worst = of_it.order_by(sa.case(weight, value=sa.cast(risk.c.level, sa.Text)).desc()).limit(1).scalar_subquery()
    harms = tables.episode_harm.c.harms
    hours = sa.extract("epoch", EPISODE.c.ended_at - EPISODE.c.started_at) / 3600
    return (
        sa.select(
            EPISODE.c.responsible_authority_code.label("authority"),
            EPISODE.c.owning_force_code.label("force"),
            year_of(day).label("period"),
            sa.cast(EPISODE.c.kind, sa.Text).label("kind"),
            sa.cast(EPISODE.c.setting, sa.Text).label("setting"),
            sa.func.coalesce(sa.cast(placed.c.kind, sa.Text), "not_placed").label("placement"),
            _where_placed(placed.c.host_authority_code, EPISODE.c.responsible_authority_code).label("placed"),
            _band(hours).label("duration"),
            hours.label("hours"),
            sa.func.coalesce(sa.cast(EPISODE.c.found_by, sa.Text), NOT_RECORDED).label("found_by"),
            _harm(harms).label("harm"),
            sa.func.coalesce(first, "not_assessed").label("first_risk"),
            sa.func.coalesce(worst, "not_assessed").label("highest_risk"),
            (sa.extract("epoch", soonest - EPISODE.c.reported_at) / 60).label("minutes_to_assess"),
            _quarter_of_day(local(EPISODE.c.started_at)).label("time_of_day"),
            sa.func.to_char(local(EPISODE.c.started_at), "ID").label("weekday"),
            sa.func.to_char(local(EPISODE.c.started_at), "MM").label("month"),
        )
        .select_from(EPISODE)
        .outerjoin(tables.episode_child, tables.episode_child.c.episode_id == EPISODE.c.id)
        .outerjoin(tables.episode_harm, tables.episode_harm.c.episode_id == EPISODE.c.id)
        .outerjoin(placed, sa.true())
        .where(EPISODE.c.status != EpisodeStatus.CANCELLED)
    )


def children(periods: Sequence[date]) -> Select:
    """Each child in each year, and authority, with an episode or a placement in it."""
    went, lived = _went(), _lived(periods)
    who = (sa.func.coalesce(went.c[name], lived.c[name]) for name in ("child_id", "authority", "period"))
    child_id, authority, period = who
    last = sa.cast(period + sa.literal_column("interval '1 year - 1 day'"), sa.Date)
    birth, known = tables.child_minimum, tables.child_characteristics
    missing = sa.func.coalesce(went.c.missing, 0)
    looked_after = lived.c.child_id.is_not(None)
    return (
        sa.select(
            authority.label("authority"),
            sa.cast(sa.null(), sa.Text).label("force"),
            period.label("period"),
            _age(sa.extract("year", sa.func.age(last, birth.c.date_of_birth))).label("age"),
            sa.cast(birth.c.sex, sa.Text).label("sex"),
            _ethnicity(known.c.ethnicity).label("ethnicity"),
            sa.case(
                (sa.and_(looked_after, missing > 0), "placed_and_missing"),
                (looked_after, "placed_only"),
                (missing > 0, "missing_only"),
                else_="away_only",
            ).label("care"),
            _times(went.c.often, missing).label("times"),
        )
        .select_from(went)
        .outerjoin(
            lived,
            sa.and_(*(went.c[name] == lived.c[name] for name in ("child_id", "authority", "period"))),
            full=True,
        )
        .join(birth, birth.c.child_id == child_id)
        .outerjoin(known, known.c.child_id == child_id)
    )


def _times(often: Expression, missing: Expression) -> Expression:
    return sa.case((often, "three_in_90_days"), (missing > 1, "more_than_once"), (missing == 1, "once"), else_="never")


def _went() -> sa.Subquery:
    """How often each child went missing or away in a year; often: three times or more within 90 days."""
    of, day = tables.episode_child, day_of(EPISODE.c.started_at)
    each = (
        sa.select(
            of.c.child_id,
            EPISODE.c.responsible_authority_code.label("authority"),
            year_of(day).label("period"),
            EPISODE.c.kind,
            EPISODE.c.started_at,
            sa.func.lag(EPISODE.c.started_at, 2)
            .over(partition_by=(of.c.child_id, EPISODE.c.kind), order_by=EPISODE.c.started_at)
            .label("two_before"),
        )
        .join(of, of.c.episode_id == EPISODE.c.id)
        .where(EPISODE.c.status != EpisodeStatus.CANCELLED)
        .subquery("each_episode")
    )
    is_missing = each.c.kind == MissingKind.MISSING
    soon = each.c.started_at - each.c.two_before <= sa.literal_column("interval '90 days'")
    key = (each.c.child_id, each.c.authority, each.c.period)
    return (
        sa.select(
            *key,
            sa.func.count().filter(is_missing).label("missing"),
            sa.func.coalesce(sa.func.bool_or(sa.and_(is_missing, soon)), sa.false()).label("often"),
        )
        .group_by(*key)
        .subquery("went")
    )


def _lived(periods: Sequence[date]) -> sa.Subquery:
    """Which children were placed on some day of a year, by the authority that is responsible for them."""
    years = _years(periods)
    ends = years.c.period + sa.literal_column("interval '1 year'")
    return (
        sa.select(PLACED.c.child_id, CHILD.c.responsible_authority_code.label("authority"), years.c.period)
        .distinct()
        .join(CHILD, CHILD.c.id == PLACED.c.child_id)
        .join(
            years,
            sa.and_(
                PLACED.c.started_on < ends,
                sa.func.coalesce(PLACED.c.ended_on, sa.literal_column("date 'infinity'")) > years.c.period,
            ),
        )
        .subquery("lived")
    )


def _years(periods: Sequence[date]) -> sa.Subquery:
    given = sa.func.unnest(sa.cast(list(periods), sa.ARRAY(sa.Date)))
    return sa.select(given.label("period")).subquery("years")


def interviews() -> Select:
    """Each duty to offer a return home interview, in the year in which the child was found or came back."""
    held = tables.return_interview
    in_time = held.c.conducted_at <= held.c.due_at
    offered = sa.or_(held.c.offered_at.is_not(None), held.c.conducted_at.is_not(None))
    return (
        sa.select(
            EPISODE.c.responsible_authority_code.label("authority"),
            EPISODE.c.owning_force_code.label("force"),
            year_of(day_of(held.c.found_at)).label("period"),
            sa.case(
                (sa.and_(in_time, held.c.is_independent), "in_time_and_independent"),
                (in_time, "in_time"),
                (held.c.conducted_at.is_not(None), "late"),
                (held.c.status == "accepted", "accepted"),
                (offered, "offered"),
                else_="due",
            ).label("reached"),
        )
        .select_from(held)
        .join(EPISODE, EPISODE.c.id == held.c.episode_id)
        .where(EPISODE.c.status != EpisodeStatus.CANCELLED)
    )


def reasons() -> Select:
    """Each reason that an interview names, in the year in which the child was found or came back."""
    held, told = tables.return_interview, tables.interview_themes
    both = sa.func.array_cat(told.c.push_reasons, told.c.pull_reasons)
    named = sa.func.unnest(both).table_valued("reason").render_derived(name="named")
    birth = tables.child_minimum
    last = sa.cast(held.c.found_at, sa.Date)
    return (
        sa.select(
            EPISODE.c.responsible_authority_code.label("authority"),
            EPISODE.c.owning_force_code.label("force"),
            year_of(day_of(held.c.found_at)).label("period"),
            named.c.reason.label("reason"),
            sa.cast(EPISODE.c.setting, sa.Text).label("setting"),
            _age(sa.extract("year", sa.func.age(last, birth.c.date_of_birth))).label("age"),
        )
        .select_from(held)
        .join(told, told.c.interview_id == held.c.id)
        .join(EPISODE, EPISODE.c.id == held.c.episode_id)
        .join(tables.episode_child, tables.episode_child.c.episode_id == EPISODE.c.id)
        .join(birth, birth.c.child_id == tables.episode_child.c.child_id)
        .join(named, sa.true())
        .where(EPISODE.c.status != EpisodeStatus.CANCELLED)
    )


def flags(periods: Sequence[date]) -> Select:
    """Each child with a flag of a kind on some day of a year: once for each kind."""
    flag, detail, years = tables.exploitation_flag, tables.exploitation_detail, _years(periods)
    went = _went()
    sure = sa.case({"suspected": 1, "assessed_risk": 2, "confirmed": 3}, value=sa.cast(detail.c.status, sa.Text))
    ends = years.c.period + sa.literal_column("interval '1 year'")
    flagged = (
        sa.select(
            flag.c.child_id,
            years.c.period,
            sa.cast(detail.c.kind, sa.Text).label("kind"),
            sa.func.max(sure).label("sure"),
        )
        .join(detail, detail.c.flag_id == flag.c.id)
        .join(
            years,
            sa.and_(
                flag.c.raised_on < ends,
                sa.func.coalesce(flag.c.ended_on, sa.literal_column("date 'infinity'")) > years.c.period,
            ),
        )
        .group_by(flag.c.child_id, years.c.period, detail.c.kind)
        .subquery("flagged")
    )
    missing = sa.func.coalesce(went.c.missing, 0)
    same = (went.c.child_id == flagged.c.child_id, went.c.period == flagged.c.period)
    return (
        sa.select(
            CHILD.c.responsible_authority_code.label("authority"),
            sa.cast(sa.null(), sa.Text).label("force"),
            flagged.c.period,
            flagged.c.kind,
            sa.case({1: "suspected", 2: "assessed_risk", 3: "confirmed"}, value=flagged.c.sure).label("status"),
            sa.case((missing > 1, "more_than_once"), (missing == 1, "once"), else_="never").label("times"),
        )
        .select_from(flagged)
        .join(CHILD, CHILD.c.id == flagged.c.child_id)
        .outerjoin(went, sa.and_(*same, went.c.authority == CHILD.c.responsible_authority_code))
    )


def homes(periods: Sequence[date]) -> Select:
    """Each home that was registered on the last day of a year, with its judgement and its last inspection then."""
    home, seen, years = tables.home, tables.inspection, _years(periods)
    ends = years.c.period + sa.literal_column("interval '1 year'")
    then = sa.select(sa.cast(seen.c.overall_experiences_and_progress, sa.Text)).where(
        seen.c.home_id == home.c.id, seen.c.published_on < ends, seen.c.overall_experiences_and_progress.is_not(None)
    )
    judged = then.order_by(seen.c.started_on.desc(), seen.c.id).limit(1).scalar_subquery()
    last = sa.select(sa.func.max(seen.c.started_on)).where(seen.c.home_id == home.c.id, seen.c.started_on < ends)
    since = sa.func.coalesce(last.scalar_subquery(), home.c.registered_on)
    return (
        sa.select(
            home.c.authority_code.label("authority"),
            home.c.force_code.label("force"),
            years.c.period,
            sa.cast(home.c.kind, sa.Text).label("kind"),
            sa.cast(home.c.sector, sa.Text).label("sector"),
            home.c.places.label("places"),
            sa.func.coalesce(judged, "not_judged").label("judgement"),
            sa.case((since < years.c.period, "overdue"), else_="in_time").label("inspected"),
        )
        .select_from(home)
        .join(
            years,
            sa.and_(
                home.c.registered_on < ends,
                sa.func.coalesce(home.c.ceased_on, sa.literal_column("date 'infinity'")) >= ends,
            ),
        )
        .where(home.c.merged_into_id.is_(None))
    )


def returns() -> Select:
    """Each yearly return that an authority was to make, in the year that it is about."""
    duty = tables.return_duty
    in_time = day_of(duty.c.submitted_at) <= duty.c.due_on
    return sa.select(
        duty.c.authority_code.label("authority"),
        sa.cast(sa.null(), sa.Text).label("force"),
        year_of(duty.c.period_start).label("period"),
        sa.cast(duty.c.kind, sa.Text).label("list"),
        sa.case(
            (sa.and_(duty.c.accepted_at.is_not(None), in_time), "accepted_in_time"),
            (duty.c.accepted_at.is_not(None), "accepted_late"),
            (duty.c.unable_at.is_not(None), "unable"),
            else_="not_accepted",
        ).label("reached"),
    ).where(duty.c.kind.in_(OF_A_YEAR))


FACTS: Mapping[str, Callable[[Sequence[date]], Select]] = {
    "episodes": lambda periods: episodes(),
    "children": children,
    "interviews": lambda periods: interviews(),
    "reasons": lambda periods: reasons(),
    "flags": flags,
    "homes": homes,
    "returns": lambda periods: returns(),
}


def _placed_on(day: Expression) -> sa.FromClause:
    """The placement of the episode's child on a day."""
    of = tables.episode_child
    return (
        sa.select(PLACED.c.kind, PLACED.c.host_authority_code)
        .where(PLACED.c.child_id == of.c.child_id, PLACED.c.started_on <= day)
        .where(sa.func.coalesce(PLACED.c.ended_on, sa.literal_column("date 'infinity'")) > day)
        .order_by(PLACED.c.started_on.desc(), PLACED.c.id)
        .limit(1)
        .lateral("placed")
    )


def _where_placed(host: Expression, responsible: Expression) -> Expression:
    return sa.case((host.is_(None), "not_placed"), (host == responsible, "own_area"), else_="out_of_area")


def _band(hours: Expression) -> Expression:
    within = [(hours <= most, name) for most, name in HOURS]
    return sa.case((hours.is_(None), "still_open"), *within, else_="over_30_days")


def _harm(harms: Expression) -> Expression:
    found = sa.func.array_remove(harms, sa.literal(Harm.NONE.value, sa.Text))
    return sa.case(
        (harms.is_(None), NOT_RECORDED),
        (sa.literal(Harm.FATAL.value, sa.Text) == sa.any_(harms), "fatal"),
        (sa.func.cardinality(found) > 0, "harmed"),
        else_="none",
    )


def _quarter_of_day(at: Expression) -> Expression:
    hour = sa.extract("hour", at)
    return sa.case((hour < 6, "00_to_06"), (hour < 12, "06_to_12"), (hour < 18, "12_to_18"), else_="18_to_24")


def _age(years: Expression) -> Expression:
    return sa.case((years < 10, "under_10"), (years < 13, "10_to_12"), (years < 16, "13_to_15"), else_="16_and_over")


def _ethnicity(coded: Expression) -> Expression:
    groups = {"W": "white", "M": "mixed", "A": "asian", "B": "black", "C": "asian", "O": "other"}
    return sa.func.coalesce(sa.case(groups, value=sa.func.left(coded, 1)), NOT_RECORDED)
