"""The house rules, checked. Each test names the rule that it holds up."""

import ast
import re
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType

from register.cli.inspect import matrix_page, reference_pages, schema_page
from register.http.app import create_app
from register.schema.assemble import graphql_schema

CHECKOUT = Path(__file__).resolve().parents[1]
REGISTER = CHECKOUT / "register"
MODULES = sorted(REGISTER.rglob("*.py"))
TREES = {path: ast.parse(path.read_text()) for path in MODULES}

# From the top down. Layers of one line stand side by side: none of them imports another.
ORDER = (
    {"cli"}, {"http", "documentation"}, {"requests"}, {"resolvers"}, {"audit"}, {"maintenance"},
    {"sealing", "importing", "demo", "sql"}, {"policy", "schema"}, {"plan"}, {"rules"}, {"catalogue"}, {"geo"},
    {"tables"}, {"database", "identity"}, {"settings"}, {"errors"}, {"vocabulary", "open_types"},
)  # fmt: skip
LAYERS = {layer: height for height, side_by_side in enumerate(ORDER) for layer in side_by_side}
# What brings rows in knows tables, places and rules; neither what may be asked nor who may ask it.
BRING_ROWS_IN = {"demo", "importing"}
NOT_FOR_BRINGING_IN = {"maintenance", "audit", "sql", "policy", "plan", "catalogue"}

MAKE_SQL = (
    "sql/", "geo/", "policy/second_wall/", "importing/", "demo/", "sealing/", "maintenance/", "database/",
    "http/sealed_heads.py",
)  # fmt: skip
# Declarations of tables hold fragments of DDL: defaults, conditions of indexes, generated columns.
DECLARE_SQL = "tables/"
SQL_TEXT = re.compile(r"\s*(select|insert into|update|delete from|alter|create|drop|grant|revoke|set) [a-z$({%]")
OPEN_ROUTES = {"/graphql/assets/{name}", "/health/live", "/health/ready", "/register/head"}

# Modules that no test file mirrors, and where their promises are tested instead.
MIRRORED_ELSEWHERE = {
    "open_types.py": "it holds names of types and does nothing",
    "vocabulary": "one set of rules holds every list, in tests/test_vocabulary.py; tests/vocabulary has the rest",
    "demo": "one tale told by many modules: tests/demo tests the tale",
    "geo/home_areas_sql.py": "its statements are tested by what they write, in test_home_areas.py",
    "geo/map_outlines.py": "what is drawn is tested with what it is drawn from, in test_demonstration_outlines.py",
    "geo/reference.py": "the lists it reads are tested with the areas made of them, in test_demonstration_outlines.py",
}


def inside(path: Path) -> str:
    return path.relative_to(REGISTER).as_posix()


def layer_of(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module of the register that a module imports, as a path below register/ without its suffix."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (
                name.name.removeprefix("register.").replace(".", "/") for name in node.names if is_ours(name.name)
            )
        elif isinstance(node, ast.ImportFrom) and is_ours(node.module or ""):
            base = (node.module or "").removeprefix("register").strip(".").replace(".", "/")
            for name in node.names:
                below = f"{base}/{name.name}".strip("/")
                yield below if (REGISTER / f"{below}.py").exists() or (REGISTER / below).is_dir() else base


def is_ours(module: str) -> bool:
    return module == "register" or module.startswith("register.")


def points_down(layer: str, target: str) -> bool:
    return layer == target or LAYERS[layer] < LAYERS[target]


def test_the_scan_sees_every_layer():
    assert {layer_of(inside(path)) for path in MODULES} - {"__init__"} == set(LAYERS)


def test_imports_point_down():
    upward = [
        (inside(path), target)
        for path in MODULES
        for target in imported(TREES[path])
        if path != REGISTER / "__init__.py" and not points_down(layer_of(inside(path)), layer_of(target))
    ]

    assert upward == []


def test_no_module_imports_itself_round_a_corner():
    graph = {inside(path).removesuffix(".py").removesuffix("/__init__"): set(imported(TREES[path])) for path in MODULES}

    assert len(tuple(TopologicalSorter(graph).static_order())) >= len(MODULES)


def test_what_brings_rows_in_does_not_know_who_may_ask():
    known = {
        (inside(path), layer_of(target))
        for path in MODULES
        if layer_of(inside(path)) in BRING_ROWS_IN
        for target in imported(TREES[path])
    }

    assert known
    assert {(path, layer) for path, layer in known if layer in NOT_FOR_BRINGING_IN} == set()


def test_imports_stand_at_the_top():
    below = [
        (inside(path), node.lineno)
        for path, tree in TREES.items()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert below == []


def measured() -> list[Path]:
    return [*MODULES, *sorted((CHECKOUT / "bench").glob("*.py"))]


def test_no_function_is_longer_than_40_lines():
    lengths = {
        (path.name, f.name): f.end_lineno - f.lineno + 1
        for path in measured()
        for f in functions(ast.parse(path.read_text()))
    }

    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_no_file_is_longer_than_400_lines():
    lengths = {path.name: len(path.read_text().splitlines()) for path in measured()}

    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_every_module_says_what_it_is_for():
    tests = [path for path in (CHECKOUT / "tests").rglob("*.py") if "node_modules" not in path.parts]
    written = [path for path in [*measured(), *tests] if path.read_text().strip()]

    assert len(written) > 150
    assert [path.name for path in written if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_every_public_function_and_class_says_what_it_does():
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    public = [
        (path, node) for path in MODULES for node in TREES[path].body if isinstance(node, kinds) and node.name[0] != "_"
    ]

    assert len(public) > 200
    assert [(inside(path), node.name) for path, node in public if not ast.get_docstring(node)] == []


def test_only_policy_makes_a_granted_plan():
    makers = {
        inside(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Granted"
    }

    assert makers == {"policy/decide.py"}


def builds_sql(node: ast.AST) -> bool:
    """True where a text is a statement, or a call makes one: sa.select(...), sa.text(...), table.insert()."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(SQL_TEXT.match(node.value)) and not node.value.rstrip().endswith(".")
    if not isinstance(node, ast.Call):
        return False
    if not isinstance(node.func, ast.Attribute):
        return getattr(node.func, "id", "") in {"select", "insert"}
    if getattr(node.func.value, "id", "") == "sa":
        return node.func.attr in {"select", "text", "insert", "update", "delete"}
    return node.func.attr in {"select", "insert", "update", "delete"} and not (node.args or node.keywords)


def test_sql_is_made_where_rows_are_touched_and_nowhere_else():
    makers = {inside(path) for path, tree in TREES.items() if any(builds_sql(node) for node in ast.walk(tree))}

    assert {"sql/read/statement.py", "sql/session/access_log_entry.py", "geo/home_areas.py"} <= makers
    assert {name for name in makers if not name.startswith((*MAKE_SQL, DECLARE_SQL))} == set()


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


def test_these_are_all_the_routes():
    routes = {(route.path, tuple(sorted(getattr(route, "methods", ["WebSocket"])))) for route in create_app().routes}

    assert routes == {
        ("/graphql", ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")),
        ("/graphql", ("WebSocket",)),
        ("/graphql/assets/{name}", ("GET", "HEAD")),
        ("/health/live", ("GET", "HEAD")),
        ("/health/ready", ("GET", "HEAD")),
        ("/register/head", ("GET", "HEAD")),
    }


def test_every_route_asks_who_is_there_unless_it_says_nothing_of_the_register(server):
    closed = [route for route in create_app().routes if route.path not in OPEN_ROUTES]
    statuses = {
        (route.path, method): server.client.request(
            method, f"{server.url}{route.path}", json={"query": "{x}"}
        ).status_code
        for route in closed
        for method in ("GET", "POST")
    }

    assert statuses == {("/graphql", "GET"): 401, ("/graphql", "POST"): 401}


def test_every_module_is_mirrored_by_a_test_file():
    promised = [
        path
        for path in MODULES
        if path.name not in ("__init__.py", "__main__.py")
        and inside(path) not in MIRRORED_ELSEWHERE
        and layer_of(inside(path)) not in MIRRORED_ELSEWHERE
    ]
    mirrors = {
        path: CHECKOUT / "tests" / path.relative_to(REGISTER).with_name(f"test_{path.name}") for path in promised
    }

    assert [inside(path) for path, mirror in mirrors.items() if not mirror.exists()] == []


@pytest.mark.parametrize("name", MIRRORED_ELSEWHERE)
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
SPEAK_OF_MORE = {Path(__file__).resolve(), CHECKOUT / ".ci" / "run"}


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    paths = [CHECKOUT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and path not in SPEAK_OF_MORE]


def test_the_project_speaks_of_itself_alone():
    found = [
        (path.relative_to(CHECKOUT).as_posix(), match.group())
        for path in committed()
        for match in UNWANTED.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert len(committed()) > 200
    assert found == []
