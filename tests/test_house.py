"""The house rules, checked. Each test names the rule that it holds up; tests/house has what they read and find."""

import re
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType

from register.cli.inspect import reference_pages, schema_page
from register.cli.policy_pages import matrix_page
from register.http.app import create_app
from register.http.features import DESCRIBED, READ, TAKEN
from register.http.pages.routes import PAGES
from register.schema.assemble import graphql_schema
from tests.house import layout, rules
from tests.house.sources import CHECKOUT, MEASURED, MODULES, REGISTER

NAMES = tuple(source.name for source in MODULES)
CONTRIBUTING = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_scan_sees_every_layer():
    assert {source.layer for source in MODULES} - {"__init__"} == set(layout.LAYERS)


def test_imports_point_down():
    assert rules.upward_imports(MODULES) == []


def test_no_module_imports_itself_round_a_corner():
    graph = {
        source.inside.removesuffix(".py").removesuffix("/__init__"): set(rules.imported(source)) for source in MODULES
    }

    assert len(tuple(TopologicalSorter(graph).static_order())) >= len(MODULES)


def test_what_brings_rows_in_does_not_know_who_may_ask():
    bringing = [source for source in MODULES if source.layer in layout.BRING_ROWS_IN]
    known = {(source.name, rules.layer_of(target)) for source in bringing for target in rules.imported(source)}

    assert known
    assert {(name, layer) for name, layer in known if layer in layout.NOT_FOR_BRINGING_IN} == set()


def test_imports_stand_at_the_top():
    assert rules.imports_inside_functions(MODULES) == []


def test_the_order_of_the_layers_is_told_to_who_contributes():
    order = " → ".join(", ".join(f"`{layer}`" for layer in sorted(side_by_side)) for side_by_side in layout.ORDER)

    assert order in CONTRIBUTING, order


def test_where_sql_may_be_made_is_told_to_who_contributes():
    places = ", ".join(f"`{place}`" for place in layout.MAKE_SQL)

    assert places in CONTRIBUTING, places


def test_every_file_of_the_project_is_measured():
    names = [source.name for source in MEASURED]

    assert len(set(names)) == len(names)
    assert {"register/sql/scope.py", "bench/load.py", "alembic/env.py", "tests/conftest.py"} <= set(names)


def test_no_two_definitions_are_measured_as_one():
    places = [each.place for source in MODULES for each in source.functions()]

    assert len(places) > 1_500
    assert sorted(place for place in set(places) if places.count(place) > 1) == []


def test_no_function_is_longer_than_40_lines():
    assert rules.long_functions(MEASURED) == {}


def test_no_class_is_longer_than_160_lines_but_those_that_are_named():
    assert rules.long_classes(MEASURED).keys() == layout.LONG_CLASSES.keys()


def test_no_file_is_longer_than_400_lines():
    assert rules.long_files(MEASURED) == {}


def test_no_function_takes_more_than_three_values_by_position_but_those_that_a_library_calls():
    called = [
        source
        for source in MEASURED
        if not source.name.startswith(("register/cli/", "tests/"))
        or source.name.startswith(("tests/support/", "tests/house/", "tests/conftest"))
    ]

    assert rules.many_positional(called).keys() == layout.CALLED_BY_A_LIBRARY.keys()


def test_any_is_said_fewer_than_5_times_in_a_thousand_lines():
    uses = {source.name: rules.uses_of_any(source) for source in MODULES}
    per_thousand = 1_000 * sum(uses.values()) / sum(source.length for source in MODULES)

    print(f"{per_thousand:.1f} in 1,000 lines:", sorted(uses.items(), key=lambda each: -each[1])[:10])  # noqa: T201
    assert per_thousand < layout.MOST_ANY


def test_every_module_says_what_it_is_for():
    assert len(MEASURED) > 500
    assert rules.without_purpose(MEASURED) == []


def test_every_public_function_and_class_says_what_it_does():
    assert rules.undescribed(MODULES) == []


def test_modules_are_nouns():
    assert rules.verbs(source.name for source in MEASURED) == []


def test_a_subject_has_the_stem_of_its_tables_in_every_room():
    assert rules.without_namesake(NAMES) == [], "rename it, or name it in tests/house/layout.py"


def test_these_subjects_are_in_every_room():
    in_every_room = set.intersection(*(rules.subjects(NAMES, room) for room in layout.ROOMS))

    assert in_every_room >= {"condition", "inspection", "notice", "person", "premises", "provider"}


def test_a_command_is_declared_and_carried_out_under_one_stem():
    assert rules.subjects(NAMES, layout.COMMANDS) == rules.subjects(NAMES, layout.ACTS)


def test_a_subject_that_is_named_as_without_tables_is_there_and_has_none():
    elsewhere = set[str]().union(*(rules.subjects(NAMES, room) for room in layout.ROOMS if room != layout.TABLES))

    assert layout.WITHOUT_TABLES.keys() - elsewhere == set()
    assert layout.WITHOUT_TABLES.keys() & rules.subjects(NAMES, layout.TABLES) == set()


def test_a_plural_that_is_named_is_in_use():
    stems = set[str]().union(*(rules.subjects(NAMES, room) for room in layout.ROOMS))

    assert layout.PLURALS.keys() - stems == set()


@pytest.mark.parametrize("room", layout.MACHINERY)
def test_machinery_that_is_named_exists(room):
    assert [piece for piece in layout.MACHINERY[room] if not (CHECKOUT / room / f"{piece}.py").is_file()] == []


def test_only_policy_makes_a_granted_plan():
    assert rules.makers(MODULES, "Granted", "GrantedChange") == {"policy/decide.py"}


def test_sql_is_made_where_rows_are_touched_and_nowhere_else():
    makers = rules.makers_of_sql(MODULES)

    assert {"sql/read/statement.py", "sql/session/access_log_entry.py", "geo/home_areas.py"} <= makers
    assert {name for name in makers if not name.startswith((*layout.MAKE_SQL, layout.DECLARE_SQL))} == set()


def test_every_root_field_is_nullable():
    fields = graphql_schema().query_type.fields

    assert len(fields) >= 9
    assert [name for name, field in fields.items() if str(field.type).endswith("!")] == []


def test_everything_in_the_schema_is_described():
    silent = [name for name, about in described() if not (about or "").strip()]

    assert silent == []


def described() -> Iterator[tuple[str, str | None]]:
    """The schema, and every type, field, argument, enum and value of it, with its description."""
    yield "schema", graphql_schema().description
    for name, kind in graphql_schema().type_map.items():
        if name.startswith("__"):
            continue
        yield name, kind.description
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            for field_name, field in kind.fields.items():
                yield f"{name}.{field_name}", field.description
                for argument_name, argument in getattr(field, "args", {}).items():
                    yield f"{name}.{field_name}({argument_name})", argument.description
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{value_name}", value.description) for value_name, value in kind.values.items())


def test_the_schema_scan_meets_types_fields_arguments_and_enums():
    names = {name for name, _ in described()}
    enums = {name for name, kind in graphql_schema().type_map.items() if isinstance(kind, GraphQLEnumType)}

    assert {"Home", "Home.urn", "Query.homes(where)", "HomeFilter.urn", "Judgement.GOOD", "schema"} <= names
    assert len(enums) > 15


# The door itself names the methods that it takes.
ANY_METHOD = ()


def test_these_are_all_the_routes():
    routes = {(route.path, tuple(sorted(getattr(route, "methods", ["WebSocket"])))) for route in create_app().routes}

    assert routes == {
        ("/graphql", ANY_METHOD),
        ("/graphql", ("WebSocket",)),
        ("/graphql/assets/{name}", ("GET", "HEAD")),
        *((f"/ogc{path}", ANY_METHOD) for path in (*DESCRIBED, *READ, *TAKEN, "/{rest:path}")),
        *((path, ("GET", "HEAD", "POST")) for path in PAGES),
        ("/sign-in", ("GET", "HEAD")),
        ("/sign-in/as", ("POST",)),
        ("/sign-in/return", ("GET", "HEAD")),
        ("/sign-in/start", ("POST",)),
        ("/pages/{name}", ("GET", "HEAD")),
        ("/health/live", ("GET", "HEAD")),
        ("/health/ready", ("GET", "HEAD")),
        ("/register/head", ("GET", "HEAD")),
        ("/robots.txt", ("GET", "HEAD")),
        ("/favicon.ico", ("GET", "HEAD")),
        ("/.well-known/security.txt", ("GET", "HEAD")),
    }


def test_every_route_asks_who_is_there_unless_it_says_nothing_of_the_register(server):
    closed = [route for route in create_app().routes if route.path not in layout.OPEN_ROUTES]
    statuses = {
        (route.path, method): server.client.request(
            method, f"{server.url}{route.path}", json={"query": "{x}"}
        ).status_code
        for route in closed
        for method in ("GET", "POST")
    }

    assert len(statuses) >= 2 * 9
    assert set(statuses.values()) == {401}


def test_every_module_is_mirrored_by_a_test_file():
    promised = [
        source.inside
        for source in MODULES
        if not source.name.endswith(("__init__.py", "__main__.py"))
        and source.inside not in layout.MIRRORED_ELSEWHERE
        and source.layer not in layout.MIRRORED_ELSEWHERE
    ]
    mirrors = {name: "/".join(["tests", *name.split("/")[:-1], f"test_{name.split('/')[-1]}"]) for name in promised}

    assert [name for name, mirror in mirrors.items() if not (CHECKOUT / mirror).exists()] == []


@pytest.mark.parametrize("name", layout.MIRRORED_ELSEWHERE)
def test_what_is_not_mirrored_exists(name):
    assert (REGISTER / name).exists()


@pytest.mark.parametrize("made", [schema_page(), matrix_page(), *reference_pages()], ids=lambda made: made.file.name)
def test_generated_pages_are_current(made):
    assert made.file.read_text(encoding="utf-8") == made.text, "run make snapshot and read the difference"


# Addresses that a machine may rewrite, folders of one machine, and words that speak of how the text came about.
UNWANTED = re.compile(
    r"https?://(registry|files|index|mirror)\.|--index-|extra-index"
    r"|(?<![\w$}.])/(root|Users|work|workspace|mnt)/\w|(?<![\w$}.])/home/\w"
    r"|\.\./shared|\bthe brief\b|\bthis session\b|\bissue #?\d",
    re.IGNORECASE,
)


# This file names what it looks for; the other belongs to the machine that checks every change.
SPEAK_OF_MORE = {"tests/test_house.py", ".ci/run"}


def git(*words: str) -> str | None:
    """What git says of the checkout, or nothing where it says that it cannot."""
    told = subprocess.run(  # noqa: S603
        ["git", "-c", "safe.directory=*", *words],  # noqa: S607
        cwd=CHECKOUT,
        capture_output=True,
    )
    return told.stdout.decode() if told.returncode == 0 else None


def test_the_project_speaks_of_itself_alone():
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    committed = [name for name in (listed or "").split("\0") if name and name not in SPEAK_OF_MORE]
    found = [
        (name, match.group())
        for name in committed
        if (CHECKOUT / name).is_file()
        for match in UNWANTED.finditer((CHECKOUT / name).read_text(encoding="utf-8", errors="replace"))
    ]

    assert len(committed) > 200
    assert found == []


def test_the_subject_of_a_commit_is_under_72_characters():
    subjects = git("log", "--format=%s", f"{layout.SUBJECTS_MEASURED_SINCE}..HEAD")
    if subjects is None:
        pytest.skip("the history is not here")

    assert rules.long_subjects(subjects.splitlines()) == []
