"""Deliberate faults in how a shielded child is kept from whoever the shield does not name."""

from pathlib import Path

from tests.hostile.fault_form import Fault

VERSIONS = Path(__file__).resolve().parents[2] / "alembic" / "versions"
MIGRATION = f"alembic/versions/{next(VERSIONS.glob('*_shield_children.py')).name}"
EVERY_DOOR = ("tests/hostile/test_shields.py",)
BY_COMMAND = ("tests/resolvers/commands/test_shields.py",)
BY_TABLE = ("tests/tables/test_shields.py",)

SHIELD_FAULTS: tuple[Fault, ...] = (
    Fault(
        "the host of a shielded child reaches it without being named",
        MIGRATION,
        "where s.key is null or w.how = 'responsible' or",
        "where s.key is null or w.how in ('responsible', 'host') or",
        EVERY_DOOR,
    ),
    Fault(
        "the force that looks for a shielded child reaches it without being named",
        MIGRATION,
        "where s.key is null or w.how = 'responsible' or",
        "where s.key is null or w.how in ('responsible', 'interest') or",
        EVERY_DOOR,
    ),
    Fault(
        "a link of no body reaches a shielded child",
        MIGRATION,
        "where s.key is null or w.how = 'responsible' or",
        "where s.key is null or w.area_code is null or w.how = 'responsible' or",
        EVERY_DOOR,
    ),
    Fault(
        "an inspection reaches a shielded child by the links of its authority",
        MIGRATION,
        "then 'shielded_' || w.how else w.how end",
        "then w.how else w.how end",
        EVERY_DOOR,
    ),
    Fault(
        "an inspection takes the links of shielded children for its own",
        "register/tables/anchors.py",
        "(ChildLink.RESPONSIBLE, ChildLink.HOST, ChildLink.OWNER)",
        "(ChildLink.RESPONSIBLE, ChildLink.HOST, ChildLink.OWNER, ChildLink.SHIELDED_RESPONSIBLE)",
        EVERY_DOOR,
    ),
    Fault(
        "an authority loses the child that it shields",
        "register/tables/anchors.py",
        "(ChildLink.RESPONSIBLE, ChildLink.SHIELDED_RESPONSIBLE)",
        "(ChildLink.RESPONSIBLE,)",
        BY_COMMAND,
    ),
    Fault(
        "the placements of a shielded child are not shielded",
        MIGRATION,
        "join placement p on p.child_id = s.child_id",
        "join placement p on p.id = s.child_id",
        EVERY_DOOR,
    ),
    Fault(
        "the episodes of a shielded child are not shielded",
        MIGRATION,
        'f"join episode_child e on e.child_id = s.child_id {OF_SHIELDED}"',
        'f"join episode_child e on e.episode_id = s.child_id {OF_SHIELDED}"',
        EVERY_DOOR,
    ),
    Fault(
        "a shield that was lifted hides the child for ever",
        MIGRATION,
        '"where s.lifted_at is null and s.child_id = any (children)"',
        '"where s.child_id = any (children)"',
        BY_COMMAND,
    ),
    Fault(
        "a body that a shield names no more keeps reaching the child",
        MIGRATION,
        "(o.child_id, o.holders, o.lifted_at is null)",
        "(o.child_id, r.holders, o.lifted_at is null)",
        BY_COMMAND,
    ),
    Fault(
        "whoever meets a shielded child learns that it is missing",
        MIGRATION,
        "found := case when shielded is null then found end;",
        "found := case when shielded is not null or shielded is null then found end;",
        EVERY_DOOR,
    ),
    Fault(
        "the authority does not learn who met its shielded child",
        MIGRATION,
        "where s.id = shielded;",
        "where s.id = shielded and false;",
        EVERY_DOOR,
    ),
    Fault(
        "of a correction of a shielded child's record its former readers learn",
        MIGRATION,
        "_replace(TELLS, READERS, READERS + UNSHIELDED)",
        "_replace(TELLS, READERS, READERS)",
        EVERY_DOOR,
    ),
    Fault(
        "a merge leaves the shield with the record that nobody reads",
        MIGRATION,
        'MOVES_SHIELDS = {"child_shield": "id"}',
        "MOVES_SHIELDS: dict[str, str] = {}",
        ("tests/tables/test_child_matches.py",),
    ),
    Fault(
        "whoever shields a child may sign as somebody else",
        MIGRATION,
        "        new.set_by := person;\n",
        "        new.set_by := coalesce(nullif(new.set_by, ''), person);\n",
        BY_TABLE,
    ),
    Fault(
        "one person lifts a shield, as the rules go",
        "register/rules/shield.py",
        "if asked_by != person:",
        "if asked_by is None or person:",
        ("tests/rules/test_shield.py",),
    ),
    Fault(
        "one person lifts a shield, as the database goes",
        MIGRATION,
        "lifted_by <> lift_asked_by)),",
        "lifted_by is not null)),",
        BY_TABLE,
    ),
    Fault(
        "a review leaves the wish to lift a shield as it was",
        "register/resolvers/commands/shields.py",
        "        lift_asked_at=None,\n",
        "",
        BY_COMMAND,
    ),
    Fault(
        "an authority shields the children that it only hosts",
        "register/resolvers/commands/shields.py",
        "context.rows.find_to_write(child, child_shield, id=key)",
        "context.rows.find(child, id=key)",
        BY_COMMAND,
    ),
    Fault(
        "another authority is asked about a shielded child that is like its own",
        "register/maintenance/child_matches.py",
        "or not exists (select from register.child_shield s where",
        "or not exists (select from register.child_shield s where false and",
        ("tests/maintenance/test_child_matches.py",),
    ),
)
