"""Every deliberate fault: what is right, what a mistake would make of it, and which tests must find it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One mistake: in this file, what is right is replaced by what is wrong; found_by: the tests that must fail.

    Stories that show the SQL of a request are no such tests: they fail with any change of it, harmful or not.
    """

    name: str
    file: str
    right: str
    wrong: str
    found_by: tuple[str, ...]


FAULTS: tuple[Fault, ...] = (
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
        "    refused = sorted(set(_refused(read, authority)))",
        "    refused: list[str] = []",
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
        "a cell that is out of scope is shown",
        "register/sql/read/row_json.py",
        "        if reach.everywhere or table is self.entity.table:\n            return list(write())",
        "        if reach is not None:\n            return list(write())",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "a count is of every row that fits, where its field may be read or not",
        "register/sql/read/statement.py",
        "        matched = self.chooser.matched()\n",
        """        from dataclasses import replace
        anywhere = PageRows(replace(self.granted, narrowed={}), self.clock, self.chooser.step)
        matched = anywhere.matched()
""",
        ("tests/sql/read/test_filters.py", "tests/hostile/test_reads.py"),
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
        "register/sql/scope.py",
        "            return _linked(asked, lambda area: area == CALLER_AREA)",
        "            return _linked(asked, lambda area: area.is_not(None))",
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
        "r.{column} = {key} and r.area_code {area} and {_lasts(links)}",
        "r.{column} = {key} and {_lasts(links)}",
        ("tests/hostile/test_walls.py",),
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
        '    if rows == "false" or grant.basis.in_force_from <= today:',
        '    if rows == "false" or today:',
        ("tests/policy/second_wall/test_row_policies.py", "tests/policy/test_walls.py"),
    ),
    Fault(
        "the second wall lets whoever holds access rewrite any column of it",
        "register/policy/second_wall/rights.py",
        "        return writes.updated[agency]",
        "        return writes.inserted",
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
        "    if opened.unsealed or opened.policy_version != POLICY_VERSION:",
        "    if opened.unsealed:",
        ("tests/hostile/test_running.py",),
    ),
    Fault(
        "a log that nobody has sealed for longer than may be is answered from",
        "register/resolvers/reads/answer.py",
        "    if opened.unsealed or opened.policy_version != POLICY_VERSION:",
        "    if opened.policy_version != POLICY_VERSION:",
        ("tests/resolvers/reads/test_answer.py",),
    ),
    Fault(
        "what policy refused is not written down",
        "register/resolvers/reads/answer.py",
        "                refused.append((each.root, refusal))",
        "                continue",
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
        """        return self.kind(self.message, **self.details)
""",
        """        if "kept" not in self.details:
            object.__setattr__(self, "details", {**self.details, "kept": self.kind(self.message, **self.details)})
        kept: RegisterError = self.details["kept"]  # type: ignore[assignment]
        return kept
""",
        ("tests/hostile/test_remembered.py", "tests/test_errors.py"),
    ),
    Fault(
        "a cursor of one caller answers another",
        "register/sql/read/cursor.py",
        "    return caller.agency.value, caller.area, caller.organisation",
        "    return ()",
        ("tests/sql/read/test_cursor.py", "tests/hostile/test_reads.py"),
    ),
    Fault(
        "of two agencies in one token the last one counts",
        "register/identity/strict_json.py",
        "    if len(members) != len(pairs):",
        "    if len(members) > len(pairs):",
        ("tests/identity", "tests/hostile/test_tokens.py"),
    ),
    Fault(
        "one person alone opens a home to an administrator",
        "register/sql/session/open_request.py",
        "g.kind = 'break_glass' or g.approved_by is not null",
        "true",
        ("tests/resolvers/commands/test_access_grants.py",),
    ),
    Fault(
        "a row is sealed by its number, and one that commits late never is",
        "register/sealing/store.py",
        "txid_snapshot_xmin",
        "txid_snapshot_xmax",
        ("tests/sealing",),
    ),
    Fault(
        "changes are told of transactions before all that began earlier have ended",
        "register/sql/read/change_feed.py",
        "rows.c.transaction < HORIZON",
        "rows.c.transaction > 0",
        ("tests/hostile/test_feed.py",),
    ),
    Fault(
        "a home that has left an area is told as if it stood there still",
        "register/sql/read/row_json.py",
        "            visible = sa.and_(visible, link.c.id.is_not(None))",
        "            visible = sa.and_(visible, sa.true())",
        ("tests/hostile/test_feed.py",),
    ),
    Fault(
        "the first wall lets a link that has ended by itself reach a home",
        "register/sql/as_of.py",
        "return sa.or_(ends.is_(None), ends > (",
        "return sa.or_(ends.is_not(None), ends.is_(None), ends > (",
        ("tests/hostile/test_ended_links.py",),
    ),
    Fault(
        "the second wall lets a link that has ended by itself reach a home",
        "register/policy/second_wall/scopes.py",
        """return f"(r.valid_to is null or r.valid_to > {'current_date' if by_day else 'now()'})\"""",
        """return f"(r.valid_to is null or r.valid_to > {'current_date' if by_day else 'now()'} - 400)\"""",
        ("tests/hostile/test_ended_links.py",),
    ),
    Fault(
        "the second wall tells of every change of a table some of which may be read",
        "register/policy/second_wall/row_policies.py",
        """f"({of} and {where})")""",
        """f"({of})")""",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the first wall tells of every change of a table some of which may be read",
        "register/sql/scope.py",
        "held.append(sa.and_(_among(rows.c[log.entity], of_subject), _anywhere(every, asked)))",
        "held.append(_among(rows.c[log.entity], of_subject))",
        ("tests/hostile/test_hidden_changes.py",),
    ),
    Fault(
        "the first wall tells of changes of what no field shows",
        "register/sql/scope.py",
        "    return [sa.and_(_is_shown(log, rows), sa.or_(*held))] if held else []",
        "    return held",
        ("tests/hostile/test_hidden_changes.py",),
    ),
    Fault(
        "the second wall tells of changes of what no field shows",
        "register/policy/second_wall/row_policies.py",
        '    return f"{of_what_is_shown(log)} and ({\' or \'.join(held)})" if held else "false"',
        "    return ' or '.join(held) or \"false\"",
        ("tests/hostile/test_hidden_changes.py", "tests/hostile/test_walls.py"),
    ),
    Fault(
        "the first wall tells the force of one building of changes of another",
        "register/sql/scope.py",
        "        part = anchor.part and Part(anchor.part.link, key=log.row)",
        "        part = None",
        ("tests/hostile/test_hidden_changes.py",),
    ),
    Fault(
        "the second wall tells the force of one building of changes of another",
        "register/policy/second_wall/scopes.py",
        "(_is_reach(table, of.subject) or of.part is not None)",
        "_is_reach(table, of.subject)",
        ("tests/hostile/test_hidden_changes.py", "tests/hostile/test_walls.py"),
    ),
    Fault(
        "a follower's empty reading is written down when something hidden changed",
        "register/resolvers/reads/change_feed.py",
        "unless_empty=was_woken",
        "unless_empty=False",
        ("tests/hostile/test_hidden_changes.py",),
    ),
    Fault(
        "a command's key may be used for another input",
        "register/rules/command.py",
        "    if remembered != digest:",
        "    if remembered is None:",
        ("tests/resolvers/commands/test_execute.py",),
    ),
    Fault(
        "a command goes past what another has changed meanwhile",
        "register/resolvers/commands/record_lock.py",
        '    if row is None or row["version"] == known:',
        '    if row is None or row["version"] >= known:',
        ("tests/resolvers/commands/test_execute.py", "tests/resolvers/commands/test_changed_fields.py"),
    ),
    Fault(
        "a command that is only tried is carried out",
        "register/resolvers/commands/execute.py",
        "        if request.dry_run:\n            await rows.roll_back()",
        "        if request.dry_run and isinstance(outcome, Refused):\n            await rows.roll_back()",
        ("tests/resolvers/commands/test_execute.py",),
    ),
    Fault(
        "a subscription goes on for whoever was shut out after it began",
        "register/resolvers/reads/change_feed.py",
        "            opened = await open_known(connection, asked.caller, bound.area_codes)",
        """            from register.sql.session.open_request import open_request
            opened = await open_request(connection, asked.caller, bound.area_codes)""",
        ("tests/http/subscriptions/test_websocket.py", "tests/http/subscriptions/test_server_sent_events.py"),
    ),
    Fault(
        "a subscription asks for its token once and never again",
        "register/http/subscriptions/subscriber.py",
        "subscription.read(await bearer.caller(), since)",
        "subscription.read(subscription.asked.caller, since)",
        ("tests/http/subscriptions/test_subscriber.py",),
    ),
    Fault(
        "a plan remembers the first value of a variable",
        "register/plan/parameters.py",
        """    path: Path

    def read(self, variables: Variables) -> Value:
        \"\"\"The value of this request.\"\"\"
        found: Value = variables
        for step in self.path:
            found = found[step]
        return found
""",
        """    path: Path
    first: list[Value] = field(default_factory=list, compare=False)

    def read(self, variables: Variables) -> Value:
        if not self.first:
            found: Value = variables
            for step in self.path:
                found = found[step]
            self.first.append(found)
        return self.first[0]
""",
        ("tests/hostile/test_positions.py",),
    ),
    Fault(
        "a plan puts a literal together from the first request's variables",
        "register/plan/parameters.py",
        """    kind: GraphQLInputType

    def read(self, variables: Variables) -> Value:
        \"\"\"The value of this request. Raises: BadInput if a variable that it needs holds null.\"\"\"
        try:
            found = value_from_ast(self.node, self.kind, dict(variables))
""",
        """    kind: GraphQLInputType
    first: dict[str, Value] = field(default_factory=dict, compare=False)

    def read(self, variables: Variables) -> Value:
        self.first.update({name: value for name, value in variables.items() if name not in self.first})
        try:
            found = value_from_ast(self.node, self.kind, self.first)
""",
        ("tests/hostile/test_kept_answers.py",),
    ),
    Fault(
        "a plan is kept for every value of a flag or of a closed list",
        "register/resolvers/reads/plan_cache.py",
        "    return id(operation), tuple(shapes.items())",
        """    alike = [shape if isinstance(shape, tuple) else type(shape) for shape in shapes.values()]
    return id(operation), tuple(shapes), tuple(alike)""",
        ("tests/hostile/test_positions.py",),
    ),
)
