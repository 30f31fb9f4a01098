"""Deliberate faults of requests, commands, logs and what is remembered between requests."""

from tests.hostile.fault_form import Fault

REQUEST_FAULTS: tuple[Fault, ...] = (
    Fault(
        "a record is withdrawn without a reason",
        "register/resolvers/commands/inspections.py",
        """    yield checked(reason_is_given(text_of(context.input, "reason")))
    await context.rows.remove(inspection, row["id"])""",
        """    yield checked()
    await context.rows.remove(inspection, row["id"])""",
        ("tests/resolvers/commands/test_mistakes.py",),
    ),
    Fault(
        "a registration is corrected back while another holds its place",
        "register/rules/registration.py",
        "    if has_successor and correct in IN_FORCE:",
        "    if has_successor and correct in NEVER_REGISTERED:",
        ("tests/resolvers/commands/test_mistakes.py",),
    ),
    Fault(
        "a dry run shows groups that the command does not write",
        "register/resolvers/commands/dry_run.py",
        "    return (part for part in parts if GROUP_OF[part.table] in groups and part.fields)",
        "    return (part for part in parts if GROUP_OF[part.table] and part.fields)",
        ("tests/resolvers/commands/test_dry_run.py",),
    ),
    Fault(
        "a record that could go to several areas goes to the first",
        "register/geo/handover.py",
        "    is_sole = len(successors) == 1",
        "    is_sole = len(successors) >= 1",
        ("tests/geo/test_reorganisation.py",),
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
        ("tests/sql/session/test_open_request.py",),
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
        "            visible = sa.and_(visible, is_linked)",
        "            visible = sa.and_(visible, sa.true())",
        ("tests/hostile/test_feed.py",),
    ),
    Fault(
        "the first wall lets a link that has ended by itself reach a home",
        "register/sql/as_of.py",
        "return sa.or_(ends.is_(None), ends > sa.cast(instant, sa.Date))",
        "return sa.or_(ends.is_not(None), ends.is_(None))",
        ("tests/hostile/test_ended_links.py",),
    ),
    Fault(
        "the second wall lets a link that has ended by itself reach a home",
        "register/policy/second_wall/scopes.py",
        'return "(r.valid_to is null or r.valid_to > current_date)"',
        'return "(r.valid_to is null or r.valid_to > current_date - 400)"',
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
        "held.append(sa.case((_among(rows.c[log.entity], of_subject), _anywhere(every, asked)), else_=sa.false()))",
        "held.append(_among(rows.c[log.entity], of_subject))",
        ("tests/hostile/test_hidden_changes.py",),
    ),
    Fault(
        "the first wall tells every body of each correction",
        "register/sql/scope.py",
        "yield sa.case((_among(rows.c[log.entity], [table]), own), else_=sa.false())",
        "yield _among(rows.c[log.entity], [table])",
        ("tests/hostile/test_told_corrections.py",),
    ),
    Fault(
        "the second wall tells every body of each correction",
        "register/policy/second_wall/scopes.py",
        'then exists ({own}) end"',
        'then true end"',
        ("tests/hostile/test_walls.py",),
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
        ("tests/http/subscriptions/test_follow.py",),
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
    Fault(
        "a negated comparison in a filter of features finds what is null",
        "register/requests/features/filter_inputs.py",
        "        return _known_and_not(found, where) if is_not else where",
        '        return {"not": where} if is_not else where',
        ("tests/ogc/test_filters.py",),
    ),
    Fault(
        "a filter of features is read however deep it is",
        "register/requests/features/filter_text.py",
        "            if depth > DEEPEST_BRACKETS:",
        "            if depth > LONGEST_TEXT:",
        ("tests/requests/features/test_filter_text.py",),
    ),
    Fault(
        "a drawn tile is kept without the body that it was drawn for",
        "register/http/features_tiles.py",
        "key = (POLICY_VERSION, caller.agency, caller.area, caller.organisation, collection.id, tile, digest)",
        "key = (POLICY_VERSION, collection.id, tile, digest)",
        ("tests/http/test_features_tiles.py",),
    ),
    Fault(
        "a drawn tile is kept whatever its rows say",
        "register/http/features_tiles.py",
        "        digest = hashlib.sha256(orjson.dumps(rows)).digest()",
        '        digest = hashlib.sha256(b"").digest()',
        ("tests/http/test_features_tiles.py",),
    ),
    Fault(
        "a page of buildings goes on after the home that it ended in",
        "register/requests/features/buildings.py",
        "            return shown, replace(turn, after=rows[number - 1][0] if number else turn.after, skipped=place)",
        "            return shown, replace(turn, after=rows[number][0], skipped=0)",
        ("tests/requests/features/test_buildings.py", "tests/ogc/test_premises.py"),
    ),
)
