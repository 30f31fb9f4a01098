"""Every deliberate fault: what is right, what a mistake would make of it, and which tests must find it."""

from tests.hostile.child_faults import CHILD_FAULTS
from tests.hostile.fault_form import Fault
from tests.hostile.request_faults import REQUEST_FAULTS
from tests.hostile.shield_faults import SHIELD_FAULTS

READ_FAULTS: tuple[Fault, ...] = (
    Fault(
        "a law that is not yet in force is taken for one that is",
        "register/policy/authority.py",
        "tuple(g for g in grants if g.basis.in_force_from <= day)",
        "tuple(grants)",
        ("tests/policy/test_authority.py",),
    ),
    Fault(
        "a time-boxed grant is a grant without anything live",
        "register/policy/authority.py",
        "if g.scope not in TIME_BOXED or g.scope in live.scopes",
        "if g.scope is not None",
        ("tests/policy/test_authority.py", "tests/resolvers/commands/test_access_grants.py"),
    ),
    Fault(
        "a field may be searched by where it may be read nowhere",
        "register/policy/decide.py",
        "    refused = dict(_refused(read, authority))",
        "    refused: dict[str, date | None] = {}",
        ("tests/policy/test_decide.py", "tests/hostile/test_hidden_homes.py"),
    ),
    Fault(
        "a search is not narrowed to where its field may be read",
        "register/sql/read/row_selection.py",
        "            yield partial(self._narrowed, table, through, reach=reach, stored=stored)",
        "            yield lambda member: sa.true()",
        ("tests/hostile/test_hidden_values.py", "tests/sql/read/test_filters.py"),
    ),
    Fault(
        "an area is walked through the links of every area",
        "register/sql/read/area_walk.py",
        "    return Led(rows, held, _settled(own, which), which, read.area is None)",
        "    return Led(rows, sa.true(), _settled(own, which), which, read.area is None)",
        ("tests/hostile/test_hidden_values.py", "tests/hostile/test_one_wall.py"),
    ),
    Fault(
        "a circle is drawn among the links of every area",
        "register/sql/read/area_walk.py",
        "    around = held, at[0].between(west, east), at[1].between(south, north)",
        "    around = at[0].between(west, east), at[1].between(south, north)",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "a main postcode is searched in an area that holds another building of the home",
        "register/sql/read/area_walk.py",
        "walk.finder, rows) if table not in unsettled]",
        "walk.finder, rows)]",
        ("tests/sql/read/test_area_walk.py",),
    ),
    Fault(
        "a box of one's own area finds homes that are beside it only",
        "register/sql/read/area_walk.py",
        "    return Led(rows, held, _settled(own, which), which, read.area is None)",
        "    return Led(rows, held, _settled(own, which), which)",
        ("tests/sql/read/test_area_walk.py",),
    ),
    Fault(
        "a home is looked for where another of its buildings is",
        "register/sql/read/area_walk.py",
        "        asked = [*_all(through[0].part)] if len(through) == 1 else []",
        "        asked = [at for each in through for at in _all(each.part)]",
        ("tests/sql/read/test_area_walk.py",),
    ),
    Fault(
        "the second wall shows where the homes of every area are found",
        "register/policy/second_wall/scopes.py",
        """        return "false" if whose is None else f"({whose})\"""",
        """        return "true\"""",
        ("tests/hostile/test_walls.py", "tests/policy/second_wall/test_scopes.py"),
    ),
    Fault(
        "a cell that is out of scope is shown",
        "register/sql/read/row_json.py",
        "        if reach.everywhere or table is self.entity.table:\n            return list(write())",
        "        if reach is not None:\n            return list(write())",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "a count is of every row that fits, where its field may be read or not",
        "register/sql/read/statement.py",
        "        rows, held = self.chooser.counted()\n",
        """        from dataclasses import replace
        anywhere = PageRows(replace(self.granted, narrowed={}), self.clock, self.chooser.step)
        rows, held = anywhere.counted()
""",
        ("tests/sql/read/test_filters.py", "tests/hostile/test_reads.py"),
    ),
    Fault(
        "a home on a line is shown in each area that it touches",
        "register/geo/home_areas_sql.py",
        "select distinct on (t.home_id, t.kind) t.home_id, t.area_code, t.valid_from",
        "select distinct t.home_id, t.kind, w.code, t.area_code, t.valid_from",
        ("tests/hostile/test_edges.py",),
    ),
    Fault(
        "a named area finds homes by their location without a purpose",
        "register/policy/decide.py",
        "    linked = dict(_linked(read, authority)) if has_purpose else {}",
        "    linked = dict(_linked(read, authority))",
        ("tests/sql/read/test_area_links.py",),
    ),
    Fault(
        "a comparison whose variable was left out is left out",
        "register/plan/parameters.py",
        "    if narrows(bare):\n",
        "    if narrows(bare) and not below:\n",
        ("tests/plan/test_filters.py",),
    ),
    Fault(
        "whoever may read a group may count it",
        "register/policy/decide.py",
        "authority.reach(read.entity.group, Use.COUNT).nowhere",
        "authority.reach(read.entity.group, Use.READ).nowhere",
        ("tests/policy/test_decide.py",),
    ),
    Fault(
        "the first wall takes every area for the caller's own",
        "register/sql/links.py",
        "    return area == CALLER_AREA",
        "    return area.is_not(None)",
        ("tests/hostile/test_oracle.py", "tests/sql/test_scope.py"),
    ),
    Fault(
        "a question about the past is decided as if it were about today",
        "register/resolvers/reads/plan_cache.py",
        "    return [today, *(day.date() if isinstance(day, datetime) else day for day in named)]",
        "    return [today, *(day for day in () if named)]",
        ("tests/resolvers/reads/test_plan_cache.py", "tests/sql/test_as_of.py", "tests/hostile/test_oracle.py"),
    ),
    Fault(
        "of a past row only the present scope is asked",
        "register/sql/scope.py",
        "(NOW, asked.clock) if asked.clock.is_past else (NOW,)",
        "(NOW,)",
        ("tests/sql/test_scope.py",),
    ),
    Fault(
        "nearness is measured to every home, in scope or not",
        "register/sql/read/row_selection.py",
        "            places = places.where(visible).offset(FENCE)",
        "            places = places.offset(FENCE)",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "a value is compared before the rows are in the caller's scope",
        "register/sql/read/filters.py",
        "            fenced = sa.select(*(stored.c[name] for name in names)).where(on).offset(FENCE)",
        "            fenced = sa.select(*(stored.c[name] for name in names)).where(on)",
        ("tests/hostile/test_work.py",),
    ),
    Fault(
        "the second wall lets an area's role meet every row",
        "register/policy/second_wall/scopes.py",
        "conditions = [self.whose, *(",
        "conditions = [*(",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the second wall hashes links that have ended",
        "register/policy/second_wall/scopes.py",
        "{links.select(as_named, links.lasts)}",
        "{links.select(as_named)}",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the second wall looks a row of a large area up among links of everywhere",
        "register/policy/second_wall/scopes.py",
        "{links.select('1', f'r.{links.column} = {as_stored}', links.lasts)}",
        "{links.select('1', links.lasts)}",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the bound of a small page cuts rows off",
        "register/sql/read/page_rows.py",
        'SMALL_PAGE = "101"',
        'SMALL_PAGE = "11"',
        ("tests/hostile/test_properties.py", "tests/sql/read/test_page_rows.py"),
    ),
    Fault(
        "the second wall grants a group to whoever may read another",
        "register/policy/second_wall/rights.py",
        "if g.agency is agency and g.group is group and use in g.uses",
        "if g.agency is agency and (use is Use.READ or g.group is group) and use in g.uses",
        ("tests/policy/test_walls.py", "tests/hostile/test_walls.py"),
    ),
    Fault(
        "the second wall takes a law that is not yet in force for one that is",
        "register/policy/second_wall/row_policies.py",
        "grant.basis.in_force_from if grant.basis.in_force_from > today else None",
        "None",
        ("tests/policy/second_wall/test_row_policies.py", "tests/policy/test_walls.py"),
    ),
    Fault(
        "the second wall lets whoever holds access rewrite any column of it",
        "register/policy/second_wall/rights.py",
        "        return writes.updated.get(agency, ())",
        "        return writes.inserted or ()",
        ("tests/hostile/test_wall_changes.py",),
    ),
    Fault(
        "row security is switched on, and the owner goes past it",
        "register/maintenance/migrate.py",
        '        yield f"alter table {table.fullname} force row level security"\n',
        "",
        ("tests/policy/test_walls.py",),
    ),
    Fault(
        "what a role may do is granted to everyone",
        "register/maintenance/migrate.py",
        "on {SCHEMA}.{name} to {role}",
        "on {SCHEMA}.{name} to public",
        ("tests/policy/test_walls.py",),
    ),
    Fault(
        "the role of one request is left on the connection for the next",
        "register/database/connections.py",
        "; set local role {role}",
        "; set role {role}",
        ("tests/database/test_connections.py", "tests/hostile/test_bleed.py", "tests/hostile/test_pool.py"),
    ),
    Fault(
        "the area of one request is left on the connection for the next",
        "register/sql/session/open_request.py",
        "set_config('register.area', coalesce($3, ''), true)",
        "set_config('register.area', coalesce($3, ''), false)",
        ("tests/hostile/test_bleed.py", "tests/hostile/test_pool.py", "tests/sql/session/test_open_request.py"),
    ),
    Fault(
        "a body that is suspended is answered",
        "register/sql/session/open_request.py",
        ' and not row["suspended"]',
        "",
        ("tests/sql/session/test_open_request.py", "tests/hostile/test_tokens.py"),
    ),
    Fault(
        "access that a person gave does not end",
        "register/sql/session/open_request.py",
        "g.starts_at <= now() and g.ends_at > now()",
        "g.starts_at <= now()",
        ("tests/sql/session/test_open_request.py", "tests/resolvers/commands/test_access_grants.py"),
    ),
    Fault(
        "a server goes on with the wall of another policy",
        "register/resolvers/reads/answer.py",
        "    if opened.policy_version != POLICY_VERSION:",
        "    if opened.policy_version is None:",
        ("tests/hostile/test_running.py",),
    ),
    Fault(
        "a log that nobody has sealed for longer than may be is answered from",
        "register/resolvers/reads/answer.py",
        "    if opened.unsealed:",
        "    if opened.unsealed and opened.policy_version is None:",
        ("tests/resolvers/reads/test_answer.py",),
    ),
    Fault(
        "what policy refused is not written down",
        "register/resolvers/reads/answer.py",
        "        refused.append((root, refusal))",
        "        return",
        ("tests/test_audit.py", "tests/hostile/test_audit.py"),
    ),
    Fault(
        "a consultation that cannot be written down is answered",
        "register/audit.py",
        "        raise Unavailable(UNREADABLE) from cause",
        "        del cause",
        ("tests/test_audit.py", "tests/hostile/test_audit.py"),
    ),
    Fault(
        "the log does not say which rows were given",
        "register/audit.py",
        "    keys = BETWEEN_KEYS.join(text for text in given.keys.values() if text)",
        '    keys = ""',
        ("tests/test_audit.py",),
    ),
    Fault(
        "callers with other grants are given the plan that was kept",
        "register/resolvers/reads/plan_cache.py",
        "        found = self.compiled.get(wanted) or self.keep(wanted, self.compile(wanted))",
        """        from register.vocabulary import Agency
        alike = (self, authority_of(Agency.OFSTED, [caller.today]), wanted[2])
        found = self.compiled.get(alike) or self.keep(alike, self.compile(wanted))""",
        ("tests/hostile/test_plans.py", "tests/resolvers/reads/test_plan_cache.py"),
    ),
    Fault(
        "a refusal is kept as the error that was raised, and with it every request that met it",
        "register/errors.py",
        """        return self.kind(self.words, **self.details)
""",
        """        if "kept" not in self.details:
            object.__setattr__(self, "details", {**self.details, "kept": self.kind(self.words, **self.details)})
        kept: RegisterError = self.details["kept"]  # type: ignore[assignment]
        return kept
""",
        ("tests/hostile/test_remembered.py", "tests/test_errors.py"),
    ),
)

FAULTS = READ_FAULTS + REQUEST_FAULTS + CHILD_FAULTS + SHIELD_FAULTS
