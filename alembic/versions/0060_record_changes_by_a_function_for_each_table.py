"""Record the changes of each table by a function of its own, whose plans a connection keeps.

One function for all tables put its statements together, and had them planned, whenever a statement changed a row: half
of the time that the database needs for a report. `write_recorder` writes the same statements out for one table. A plan
that is kept was made for few rows: many are still planned for each time.

Revision ID: 0060
Revises: 0059
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0060"
down_revision: str | None = "0059"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# So many rows of one statement are many.
MANY = 50
# Whoever the session says changed the rows, and why: of each entry that a statement made.
AUTHORS = """
insert into register.entry_author (number, subject, agency, reason)
select made.number,
       coalesce(nullif(current_setting('register.subject', true), ''), session_user),
       coalesce(nullif(current_setting('register.agency', true), ''), 'system'),
       nullif(current_setting('register.reason', true), '')
  from made"""
# Of each table: its name, its key, what its rows are of, its columns and those that a row changed.
CLOSED = """
update register.%1$I h set recorded_to = now() from old_rows o where h.%2$I = o.%2$I and h.recorded_to is null"""
MADE = (
    """
with r as (
    insert into register.%1$I (%6$s, recorded_from) select %6$s, now() from new_rows returning *
), made as (
    insert into register.entry (
           entity, key, subject_kind, subject_id, operation, columns, recorded_at, history_id)
    select %3$L, r.%2$I::text, %4$s, %5$s, %7$L, %8$s, r.recorded_from, r.history_id
      from r %9$s
    returning number
)"""
    + AUTHORS
)
# A row that an update moves to another key is gone from its old one.
GONE = (
    """
with made as (
    insert into register.entry (entity, key, subject_kind, subject_id, operation, recorded_at)
    select %3$L, r.%2$I::text, %4$s, %5$s, 'delete', now()
      from old_rows r where %6$s
    returning number
)"""
    + AUTHORS
)
RECORDER = f"""
create or replace function register.%1$I() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $recorder$
declare
    changed_rows bigint;
begin
    -- As the catalogue is now, and not as this transaction sees it: a migration may have changed both since it began.
    if has_column_privilege(tg_relid, (%2$s + 1)::smallint, 'select') is not null then
        raise exception 'the columns of %3$s have changed' using errcode = 'object_not_in_prerequisite_state',
              hint = 'Call register.write_recorder for this table in the same migration.';
    end if;
    if tg_op = 'INSERT' then
        select count(*) into changed_rows from (select from new_rows limit {MANY}) as few;
    else
        select count(*) into changed_rows from (select from old_rows limit {MANY}) as few;
    end if;
    -- A trigger of a statement is called though no row was changed.
    if changed_rows = 0 then
        return null;
    end if;
    if tg_op = 'INSERT' and changed_rows < {MANY} then
        %4$s;
    elsif tg_op = 'INSERT' then
        execute $many$%4$s$many$;
    elsif tg_op = 'UPDATE' and changed_rows < {MANY} then
        %5$s;
        %6$s;
        %7$s;
    elsif tg_op = 'UPDATE' then
        execute $many$%5$s$many$;
        execute $many$%6$s$many$;
        execute $many$%7$s$many$;
    elsif changed_rows < {MANY} then
        %5$s;
        %8$s;
    else
        execute $many$%5$s$many$;
        execute $many$%8$s$many$;
    end if;
    -- Whoever follows the changes looks now, once for each transaction, when it has committed.
    perform pg_notify('register_changed', '');
    return null;
end $recorder$
"""
WRITER = f"""
create function register.write_recorder(recorded regclass, key_column name, kind text, subject_column name) returns void
language plpgsql set search_path = register, public, pg_temp as $writer$
declare
    table_name name := (select relname from pg_class where oid = recorded);
    history name := table_name || '_history';
    recorder name := 'record_' || table_name;
    subject_kind text := 'null::text';
    subject_id text := 'null::uuid';
    columns text;
    changed text;
    closed text;
    gone text;
begin
    if subject_column is not null then
        subject_kind := format('case when r.%1$I is not null then %2$L end', subject_column, kind);
        subject_id := format('r.%1$I', subject_column);
    end if;
    select string_agg(quote_ident(attname), ', ' order by attnum),
           'array_remove(array['
           || string_agg(format('case when r.%1$I is distinct from o.%1$I then %1$L end', attname), ', ' order by attnum)
           || '], null)'
      into columns, changed
      from pg_attribute where attrelid = recorded and attnum > 0 and not attisdropped;
    closed := format($closed${CLOSED}$closed$, history, key_column);
    gone := $gone${GONE}$gone$;
    execute format(
        $body${RECORDER}$body$,
        recorder,
        (select relnatts from pg_class where oid = recorded),
        table_name,
        format($made${MADE}$made$, history, key_column, table_name, subject_kind, subject_id, columns, 'insert',
               'null::text[]', ''),
        closed,
        format($made${MADE}$made$, history, key_column, table_name, subject_kind, subject_id, columns, 'update',
               changed, format('left join old_rows o on o.%1$I = r.%1$I', key_column)),
        format(gone, null, key_column, table_name, subject_kind, subject_id,
               format('not exists (select from new_rows n where n.%1$I = r.%1$I)', key_column)),
        format(gone, null, key_column, table_name, subject_kind, subject_id, 'true'));
    execute format('revoke all on function register.%I() from public', recorder);
    execute format(
        'create or replace trigger record_insert after insert on register.%1$I referencing new table as new_rows
            for each statement execute function register.%2$I(%3$L, %4$L, %5$L)',
        table_name, recorder, key_column, coalesce(kind, ''), coalesce(subject_column, ''));
    execute format(
        'create or replace trigger record_update after update on register.%1$I
            referencing old table as old_rows new table as new_rows
            for each statement execute function register.%2$I(%3$L, %4$L, %5$L)',
        table_name, recorder, key_column, coalesce(kind, ''), coalesce(subject_column, ''));
    execute format(
        'create or replace trigger record_delete after delete on register.%1$I referencing old table as old_rows
            for each statement execute function register.%2$I(%3$L, %4$L, %5$L)',
        table_name, recorder, key_column, coalesce(kind, ''), coalesce(subject_column, ''));
end $writer$
"""
EVERY_TABLE = """
do $do$
declare
    followed record;
begin
    for followed in
        select t.tgrelid, string_to_array(encode(t.tgargs, 'escape'), '\\000') as given
          from pg_trigger t where t.tgname = 'record_insert' and t.tgfoid = 'register.record_change()'::regprocedure
    loop
        perform register.write_recorder(
            followed.tgrelid::regclass, followed.given[1], nullif(followed.given[2], ''), nullif(followed.given[3], ''));
    end loop;
end $do$
"""
# The one function for all tables, to the letter: going further back, migrations look for their own words in it.
FOR_ALL = """
create function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $function$
declare
    key_column text := tg_argv[0];
    subject_id text := case tg_argv[2] when '' then 'null::uuid' else format('r.%I', tg_argv[2]) end;
    subject_kind text := case tg_argv[2] when '' then 'null::text'
                         else format('case when r.%I is not null then %L end', tg_argv[2], tg_argv[1]) end;
    columns text;
    changed text;
    before text;
    gone text;
    added bigint := 0;
    taken bigint := 0;
begin

    if tg_op = 'INSERT' then
        perform from new_rows limit 1;
    else
        perform from old_rows limit 1;
    end if;
    if not found then
        return null;
    end if;

    -- One statement, however many rows: transition tables keep bulk loads fast.
    if tg_op in ('UPDATE', 'DELETE') then
        execute format(
            'update register.%I h set recorded_to = now() from old_rows o where h.%I = o.%I and h.recorded_to is null',
            tg_table_name || '_history', key_column, key_column);
    end if;
    if tg_op in ('INSERT', 'UPDATE') then

        select string_agg(quote_ident(attname), ', ' order by attnum),
               'array_remove(array['
               || string_agg(format('case when r.%1$I is distinct from o.%1$I then %1$L end', attname), ', '
                             order by attnum)
               || '], null)'
          into columns, changed
          from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;
        if tg_op = 'INSERT' then
            changed := 'null::text[]';
            before := '';
        else
            before := format('left join old_rows o on o.%I = r.%I', key_column, key_column);
        end if;

        execute format(
            'with r as (
                insert into register.%I (%s, recorded_from) select %s, now() from new_rows returning *
             ), made as (
                insert into register.entry (
                       entity, key, subject_kind, subject_id, operation, columns, recorded_at, history_id)
                select %L, r.%I::text, %s, %s, %L, %s, r.recorded_from, r.history_id
                  from r %s
                returning number

             )
             insert into register.entry_author (number, subject, agency, reason)
             select made.number,
                    coalesce(nullif(current_setting(''register.subject'', true), ''''), session_user),
                    coalesce(nullif(current_setting(''register.agency'', true), ''''), ''system''),
                    nullif(current_setting(''register.reason'', true), '''')
               from made
',
            tg_table_name || '_history', columns, columns, tg_table_name, key_column, subject_kind, subject_id,
            lower(tg_op), changed, before);
        get diagnostics added = row_count;
    end if;

    if tg_op in ('UPDATE', 'DELETE') then
        -- A row that an update moves to another key is gone from its old one.
        gone := case tg_op when 'DELETE' then 'true' else
            format('not exists (select from new_rows n where n.%I = r.%I)', key_column, key_column) end;

        execute format(
            'with made as (
                insert into register.entry (entity, key, subject_kind, subject_id, operation, recorded_at)
                select %L, r.%I::text, %s, %s, ''delete'', now()
                  from old_rows r where %s
                returning number

             )
             insert into register.entry_author (number, subject, agency, reason)
             select made.number,
                    coalesce(nullif(current_setting(''register.subject'', true), ''''), session_user),
                    coalesce(nullif(current_setting(''register.agency'', true), ''''), ''system''),
                    nullif(current_setting(''register.reason'', true), '''')
               from made
',
            tg_table_name, key_column, subject_kind, subject_id, gone);

        get diagnostics taken = row_count;
    end if;
    if added + taken > 0 then
        -- Whoever follows the changes looks now, once for each transaction, when it has committed.
        perform pg_notify('register_changed', '');
    end if;
    return null;
end $function$
"""
BACK = """
do $do$
declare
    followed record;
begin
    for followed in
        select regexp_replace(
                   replace(pg_get_triggerdef(t.oid), 'CREATE TRIGGER', 'create or replace trigger'),
                   'EXECUTE FUNCTION [^(]+', 'execute function register.record_change') as by_one_function
          from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
         where t.tgname in ('record_insert', 'record_update', 'record_delete') and p.proname = 'record_' || c.relname
    loop
        execute followed.by_one_function;
    end loop;
    for followed in
        select p.oid::regprocedure as recorder from pg_proc p
         where p.pronamespace = 'register'::regnamespace and p.prosrc like '%register.write_recorder%'
           and p.prorettype = 'trigger'::regtype
    loop
        execute format('drop function %s', followed.recorder);
    end loop;
end $do$
"""


def upgrade() -> None:
    """Write the recorder of every table whose changes are recorded."""
    op.execute(WRITER)
    op.execute("revoke all on function register.write_recorder(regclass, name, text, name) from public")
    op.execute(EVERY_TABLE)
    op.execute("drop function register.record_change()")


def downgrade() -> None:
    """Record the changes of all tables by one function."""
    op.execute(FOR_ALL)
    op.execute("revoke all on function register.record_change() from public")
    op.execute(BACK)
    op.execute("drop function register.write_recorder(regclass, name, text, name)")
