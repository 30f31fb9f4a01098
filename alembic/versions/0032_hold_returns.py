"""Hold returns by local authorities: what is due, the return, its rows as staged, its checks, bypasses and sign-offs."""

from collections.abc import Sequence

from alembic import op

revision: str = "0032"
down_revision: str | None = "0031"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAINS: dict[str, tuple[str, ...]] = {
    "return_kind_code": (
        "missing_yearly",
        "episodes_yearly",
        "missing_monthly",
        "interviews_monthly",
    ),
    "return_status_code": (
        "draft",
        "checked",
        "submitted",
        "accepted",
        "accepted_with_caveat",
        "superseded",
    ),
    "return_channel_code": (
        "command_line",
        "upload",
        "rows",
        "declared",
    ),
    "return_figure_code": (
        "rows",
        "children",
        "filled",
        "known",
        "same_in_register",
        "dates_apart",
        "only_in_return",
        "only_in_register",
    ),
    "check_severity_code": (
        "error",
        "query",
    ),
    "bypass_decision_code": (
        "allowed",
        "refused",
    ),
    "sign_off_act_code": (
        "submitted",
        "signed_off",
    ),
    "match_outcome_code": (
        "same",
        "dates_apart",
        "only_in_return",
        "only_in_register",
    ),
}
TABLES: dict[str, str] = {
    "authority_return": """
        id uuid default gen_random_uuid() not null,
        authority_code text not null,
        kind register.return_kind_code not null,
        period_start date not null,
        period_end date not null,
        number integer not null,
        status register.return_status_code not null,
        channel register.return_channel_code not null,
        is_nil boolean default 'false' not null,
        file_name text,
        file_digest text,
        row_total integer default '0' not null,
        error_total integer default '0' not null,
        query_total integer default '0' not null,
        checked_at timestamptz,
        submitted_at timestamptz,
        accepted_at timestamptz,
        version integer default '1' not null,
        source_agency text default 'ofsted' not null,
        source_system text,
        source_ref text,
        assertion_basis register.assertion_basis_code default 'fact' not null,
        protective_marking register.protective_marking_code default 'official_sensitive' not null,
        quality_flags text[] default '{}' not null,
        retention_review_on date,
        constraint pk_authority_return primary key (id),
        constraint ck_authority_return_period_ordered check (period_end > period_start),
        constraint ck_authority_return_file_name_fits check (length(file_name) between 1 and 200 and file_name
            !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_authority_return_file_digest_form check (file_digest ~ '^[0-9a-f]{64}$'),
        constraint ck_authority_return_totals_not_negative check (row_total >= 0 and error_total >= 0 and
            query_total >= 0),
        constraint ck_authority_return_nil_without_rows check (not is_nil or row_total = 0),
        constraint ck_authority_return_submitted_first check (accepted_at >= submitted_at),
        constraint uq_authority_return_authority_code_kind_period_start_number unique (authority_code, kind,
            period_start, number),
        constraint fk_authority_return_authority_code foreign key(authority_code) references register.area
            (code)
    """,
    "return_duty": """
        id uuid default gen_random_uuid() not null,
        authority_code text not null,
        kind register.return_kind_code not null,
        period_start date not null,
        period_end date not null,
        due_on date not null,
        submitted_at timestamptz,
        accepted_at timestamptz,
        is_nil boolean,
        constraint pk_return_duty primary key (id),
        constraint ck_return_duty_period_ordered check (period_end > period_start),
        constraint ck_return_duty_due_after_its_period check (due_on > period_end),
        constraint uq_return_duty_authority_code_kind_period_start unique (authority_code, kind, period_start),
        constraint fk_return_duty_authority_code foreign key(authority_code) references register.area (code)
    """,
    "return_figure": """
        id uuid default gen_random_uuid() not null,
        return_id uuid not null,
        authority_code text not null,
        figure register.return_figure_code not null,
        field text,
        value integer not null,
        out_of integer,
        before integer,
        is_large_change boolean default 'false' not null,
        replaced_at timestamptz,
        constraint pk_return_figure primary key (id),
        constraint ck_return_figure_field_fits check (length(field) between 1 and 40 and field !~
            '[\\x01-\\x1f\\x7f]'),
        constraint fk_return_figure_return_id foreign key(return_id) references register.authority_return (id),
        constraint fk_return_figure_authority_code foreign key(authority_code) references register.area (code)
    """,
    "return_check": """
        id uuid default gen_random_uuid() not null,
        return_id uuid not null,
        authority_code text not null,
        rule text not null,
        severity register.check_severity_code not null,
        line integer,
        field text,
        row_total integer default '1' not null,
        message text not null,
        replaced_at timestamptz,
        constraint pk_return_check primary key (id),
        constraint ck_return_check_rule_fits check (length(rule) between 1 and 12 and rule !~
            '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_check_field_fits check (length(field) between 1 and 40 and field !~
            '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_check_message_fits check (length(message) between 1 and 300 and message !~
            '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_check_counted_from_1 check (line > 0 and row_total > 0),
        constraint fk_return_check_return_id foreign key(return_id) references register.authority_return (id),
        constraint fk_return_check_authority_code foreign key(authority_code) references register.area (code)
    """,
    "return_bypass": """
        check_id uuid not null,
        return_id uuid not null,
        authority_code text not null,
        reason text not null,
        asked_at timestamptz default now() not null,
        constraint pk_return_bypass primary key (check_id),
        constraint ck_return_bypass_reason_fits check (length(reason) between 1 and 500 and reason !~
            '[\\x01-\\x1f\\x7f]'),
        constraint fk_return_bypass_check_id foreign key(check_id) references register.return_check (id),
        constraint fk_return_bypass_return_id foreign key(return_id) references register.authority_return (id),
        constraint fk_return_bypass_authority_code foreign key(authority_code) references register.area (code)
    """,
    "return_judgement": """
        check_id uuid not null,
        return_id uuid not null,
        authority_code text not null,
        decision register.bypass_decision_code not null,
        judgement text,
        judged_at timestamptz default now() not null,
        constraint pk_return_judgement primary key (check_id),
        constraint ck_return_judgement_judgement_fits check (length(judgement) between 1 and 500 and judgement
            !~ '[\\x01-\\x1f\\x7f]'),
        constraint fk_return_judgement_check_id foreign key(check_id) references register.return_bypass
            (check_id),
        constraint fk_return_judgement_return_id foreign key(return_id) references register.authority_return
            (id),
        constraint fk_return_judgement_authority_code foreign key(authority_code) references register.area
            (code)
    """,
    "return_sign_off": """
        id uuid default gen_random_uuid() not null,
        return_id uuid not null,
        authority_code text not null,
        act register.sign_off_act_code not null,
        person text default coalesce(nullif(current_setting('register.subject', true), ''), session_user) not
            null,
        at timestamptz default now() not null,
        constraint pk_return_sign_off primary key (id),
        constraint uq_return_sign_off_return_id_act unique (return_id, act),
        constraint uq_return_sign_off_return_id_person unique (return_id, person),
        constraint fk_return_sign_off_return_id foreign key(return_id) references register.authority_return
            (id),
        constraint fk_return_sign_off_authority_code foreign key(authority_code) references register.area (code)
    """,
    "return_row": """
        id uuid default gen_random_uuid() not null,
        return_id uuid not null,
        authority_code text not null,
        line integer not null,
        reference text,
        child_number text not null,
        born_on date,
        missing_kind register.missing_kind_code,
        starts_on date,
        ends_on date,
        reason_began text,
        legal_status text,
        need text,
        placement text,
        placement_provider text,
        reason_ended text,
        reason_changed text,
        home_postcode text,
        placement_postcode text,
        urn text,
        placement_authority text,
        is_offered boolean,
        is_accepted boolean,
        interviewed_on date,
        child_id uuid,
        replaced_at timestamptz,
        constraint pk_return_row primary key (id),
        constraint ck_return_row_reference_fits check (length(reference) between 1 and 60 and reference !~
            '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_child_number_fits check (length(child_number) between 1 and 60 and child_number
            !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_reason_began_fits check (length(reason_began) between 1 and 4 and reason_began
            !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_legal_status_fits check (length(legal_status) between 1 and 4 and legal_status
            !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_need_fits check (length(need) between 1 and 4 and need !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_placement_fits check (length(placement) between 1 and 4 and placement !~
            '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_placement_provider_fits check (length(placement_provider) between 1 and 4 and
            placement_provider !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_reason_ended_fits check (length(reason_ended) between 1 and 4 and reason_ended
            !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_reason_changed_fits check (length(reason_changed) between 1 and 6 and
            reason_changed !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_home_postcode_fits check (length(home_postcode) between 1 and 8 and
            home_postcode !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_placement_postcode_fits check (length(placement_postcode) between 1 and 8 and
            placement_postcode !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_urn_fits check (length(urn) between 1 and 8 and urn !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_placement_authority_fits check (length(placement_authority) between 1 and 10
            and placement_authority !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_return_row_counted_from_1 check (line > 0),
        constraint fk_return_row_return_id foreign key(return_id) references register.authority_return (id),
        constraint fk_return_row_authority_code foreign key(authority_code) references register.area (code),
        constraint fk_return_row_child_id foreign key(child_id) references register.child (id)
    """,
    "return_match": """
        id uuid default gen_random_uuid() not null,
        return_id uuid not null,
        authority_code text not null,
        line integer,
        episode_id uuid,
        outcome register.match_outcome_code not null,
        days_apart integer,
        replaced_at timestamptz,
        constraint pk_return_match primary key (id),
        constraint ck_return_match_of_one_side check (num_nulls(line, episode_id) < 2),
        constraint fk_return_match_return_id foreign key(return_id) references register.authority_return (id),
        constraint fk_return_match_authority_code foreign key(authority_code) references register.area (code),
        constraint fk_return_match_episode_id foreign key(episode_id) references register.missing_episode (id)
    """,
}
INDEXES: tuple[str, ...] = (
    "index ix_authority_return_authority_code on register.authority_return (authority_code)",
    "unique index ix_authority_return_in_force on register.authority_return (authority_code, kind, period_start) where status in ('accepted', 'accepted_with_caveat')",
    "index ix_return_duty_authority_code on register.return_duty (authority_code)",
    "index ix_return_duty_due_on on register.return_duty (due_on)",
    "index ix_return_figure_authority_code on register.return_figure (authority_code)",
    "index ix_return_figure_return_id on register.return_figure (return_id)",
    "index ix_return_check_authority_code on register.return_check (authority_code)",
    "index ix_return_check_return_id on register.return_check (return_id, rule, line)",
    "index ix_return_bypass_authority_code on register.return_bypass (authority_code)",
    "index ix_return_bypass_return_id on register.return_bypass (return_id)",
    "index ix_return_judgement_authority_code on register.return_judgement (authority_code)",
    "index ix_return_judgement_return_id on register.return_judgement (return_id)",
    "index ix_return_sign_off_authority_code on register.return_sign_off (authority_code)",
    "index ix_return_row_authority_code on register.return_row (authority_code)",
    "index ix_return_row_child_id on register.return_row (child_id)",
    "index ix_return_row_reference on register.return_row (return_id, reference) where reference is not null",
    "index ix_return_row_return_id on register.return_row (return_id, child_number, starts_on)",
    "index ix_return_match_authority_code on register.return_match (authority_code)",
    "index ix_return_match_episode_id on register.return_match (episode_id)",
    "index ix_return_match_return_id on register.return_match (return_id, line)",
)
# Tables of which every version is kept, with their key. Rows of the others are added and never rewritten.
KEPT: dict[str, str] = {
    "authority_return": "id",
    "return_duty": "id",
    "return_bypass": "check_id",
    "return_judgement": "check_id",
    "return_sign_off": "id",
}
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
# The same columns, a code as a text, without what constrains them.
KEEP_HISTORY = """
do $$
declare
    columns text;
begin
    select string_agg(format('%I %s', a.attname, case t.typtype when 'd' then 'text'
                                                 else format_type(a.atttypid, a.atttypmod) end), ', ' order by a.attnum)
      into columns
      from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = 'register.{table}'::regclass and a.attnum > 0;
    execute format(
        'create table register.{table}_history (history_id bigint generated always as identity, %s,
         recorded_from timestamptz not null, recorded_to timestamptz,
         constraint pk_{table}_history primary key (history_id))', columns);
end $$
"""
# What was returned for the period of a duty: first submitted when, first in force when, and if that was nil.
NOTED = """
    select min(r.submitted_at), min(r.accepted_at),
           (array_agg(r.is_nil order by r.number desc)
              filter (where r.status in ('submitted', 'accepted', 'accepted_with_caveat')))[1]
      from authority_return r
     where (r.authority_code, r.kind::text, r.period_start) = ({of}.authority_code, {of}.kind::text, {of}.period_start)
"""
NOTE_RETURN = f"""
create function register.note_return() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    update return_duty d set (submitted_at, accepted_at, is_nil) = ({NOTED.format(of="d")})
     where (d.authority_code, d.kind::text, d.period_start) = (new.authority_code, new.kind::text, new.period_start);
    return null;
end $$
"""
OWE_RETURN = f"""
create function register.owe_return() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    select * into new.submitted_at, new.accepted_at, new.is_nil from ({NOTED.format(of="new")}) noted;
    return new;
end $$
"""


def upgrade() -> None:
    for domain, codes in DOMAINS.items():
        listed = ", ".join(f"'{code}'" for code in codes)
        op.execute(f"create domain register.{domain} as text")
        op.execute(f"alter domain register.{domain} add constraint {domain}_known check (value in ({listed}))")
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
    for index in INDEXES:
        op.execute(f"create {index}")
    for table, key in KEPT.items():
        op.execute(KEEP_HISTORY.format(table=table))
        _keep(table, key)
    op.execute(NOTE_RETURN)
    op.execute(OWE_RETURN)
    for function in ("note_return", "owe_return"):
        op.execute(f"revoke all on function register.{function}() from public")
    op.execute(
        "create trigger note_return after insert or update of status on register.authority_return "
        "for each row when (new.submitted_at is not null) execute function register.note_return()"
    )
    op.execute(
        "create trigger owe_return before insert on register.return_duty "
        "for each row execute function register.owe_return()"
    )


def _keep(table: str, key: str) -> None:
    op.create_index(f"ix_{table}_history_key", f"{table}_history", [key, "recorded_from"], schema="register")
    op.create_index(f"ix_{table}_history_time", f"{table}_history", ["recorded_from", "recorded_to"], schema="register")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.record_change('{key}', '', '')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
    )


def downgrade() -> None:
    op.execute("drop function register.note_return() cascade")
    op.execute("drop function register.owe_return() cascade")
    for table in reversed(TABLES):
        history = f", register.{table}_history" if table in KEPT else ""
        op.execute(f"drop table register.{table}{history} cascade")
    for domain in DOMAINS:
        op.execute(f"drop domain register.{domain}")
