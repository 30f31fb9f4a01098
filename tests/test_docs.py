"""The pages of the project: what they point at exists, and what is promised of their form is kept."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from graphql import parse, validate

from register.schema.assemble import graphql_schema

CHECKOUT = Path(__file__).resolve().parents[1]
PAGES = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md"), CHECKOUT / "register/policy/matrix.md"])
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```", re.M | re.S)
HEADING = re.compile(r"^#{1,6} (.+)$", re.M)
PATH = re.compile(r"`((?:register|tests|docs|alembic|bench|scripts|web)/[\w./*-]*)(?:: [\w, ]+)?`")
# The how-tos say how something is made that does not exist; its files are named after it.
MADE_UP = re.compile("complaint")
# This page says of its paths that they are below register/.
BELOW_REGISTER = CHECKOUT / "docs/explanation/requests.md"
# An operation in a line of a shell: between quotes, its own quotes escaped; perhaps as the body of a request.
OPERATION = re.compile(r"'(\{[^']*\}|(?:mutation|subscription) [^']*\})'")
BODY = re.compile(r'\{"query": ?"(.*)"\}', re.S)
CITED = re.compile(r"data dictionary (\d\.\d+)(?:, ([a-z][\w.-]*\w))?")


def inside(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def prose(page: Path) -> str:
    return CODE_BLOCK.sub("", page.read_text())


def anchor(heading: str) -> str:
    """What a reader's browser finds a heading by, as the page is shown on a code host."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {anchor(heading) for heading in HEADING.findall(prose(page))}


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in LINK.findall(prose(page)):
            if not re.match(r"https?://|mailto:", target):
                yield page, target


def is_broken(page: Path, target: str) -> bool:
    name, _, part = target.partition("#")
    found = (page.parent / name).resolve() if name else page
    return not found.exists() or bool(part and part not in anchors(found))


def test_every_link_leads_to_a_page_and_to_a_heading_that_is_there():
    assert len(list(links())) > 200
    assert [(inside(page), target) for page, target in links() if is_broken(page, target)] == []


def test_every_path_that_a_page_names_is_there():
    named = [(page, path) for page in PAGES for path in PATH.findall(prose(page)) if not MADE_UP.search(path)]

    assert len(named) > 100
    assert [(inside(page), path) for page, path in named if not list(CHECKOUT.glob(path.rstrip("/")))] == []


def test_every_path_below_the_package_that_the_page_about_requests_names_is_there():
    named = re.findall(r"`([a-z_]+(?:/[a-z_]*)*(?:\.py)?)(?:: \w+)?`", prose(BELOW_REGISTER))
    paths = [path for path in named if "/" in path[:-1] or (path.endswith((".py", "/")) and path != "register/")]

    assert len(paths) > 20
    assert [path for path in paths if not (CHECKOUT / "register" / path).exists()] == []


def operations() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for text in OPERATION.findall(page.read_text()):
            whole = BODY.fullmatch(text)
            yield inside(page), (whole[1] if whole else text).replace('\\"', '"')


def test_every_operation_on_a_page_is_one_of_the_schema():
    found = list(operations())

    assert len(found) >= 9
    assert [(page, text) for page, text in found if validate(graphql_schema(), parse(text))] == []


def test_each_page_says_first_what_it_is_about():
    assert [inside(page) for page in PAGES if not page.read_text().startswith("# ")] == []


def test_every_page_is_in_the_index():
    index = CHECKOUT / "docs/README.md"
    indexed = {(index.parent / target.partition("#")[0]).resolve() for target in LINK.findall(index.read_text())}
    pages = {page for page in (CHECKOUT / "docs").rglob("*.md") if page.parent.name != "decisions"} - {index}

    assert pages - indexed == set()


def test_the_readme_fits_a_screen_shows_a_result_by_line_8_and_leads_to_the_index():
    lines = (CHECKOUT / "README.md").read_text().splitlines()

    assert len(lines) <= 40
    assert any("make demo" in line for line in lines[:8])
    assert "(docs/README.md)" in "\n".join(lines)


def questions() -> dict[str, tuple[str, str]]:
    """The questions of the index, each with its page and its place in the code."""
    table = (CHECKOUT / "docs/README.md").read_text().split("## Find it")[1]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines() if row.startswith("| ")][2:]
    return {question: (answer, place) for question, answer, place in rows}


def test_common_questions_are_answered_by_a_page_and_by_a_place_in_the_code():
    asked = questions()

    assert len(asked) >= 14
    assert [each for each, (answer, place) in asked.items() if not (LINK.search(answer) or PATH.search(place))] == []


# What a new maintainer asks: what the part of the page says on which the index lands, and what is in the code there.
ASKED_FIRST = {
    "Where is the rate limit?": ("`REQUEST_RATE_LIMITED`", "class Allowance"),
    "How do I add a field?": ("`register/tables/homes.py`: the column", "class Home:"),
    "How do I add an entity, such as a missing episode?": (
        "`register/policy/grants/commands.py`",
        "class MissingEpisode",
    ),
    "Which SQL runs for a query, and what does each agency get?": ("", "homes(area: {mine: true}"),
    "Why was my command refused?": ("`RULE_POST_VACANT`", '"RULE_POST_VACANT"'),
    "Where does `withheld` come from?": ("`sql/read/row_json.py`", "def _withheld"),
    "How do I add a kind of body?": ("`BODIES`", "class Agency"),
    "How do I add a command?": ("`register/schema/mutation.py`", "SERVE_NOTICE ="),
    "How do I add a scope?": ("`register/policy/second_wall/scopes.py`", "Scope.OPENED_HOME"),
    "What is written down about me?": ("one row of the access log", '"access_log"'),
    "How long does break-glass access stay open?": (
        "at most 60 minutes",
        "LONGEST_BREAK_GLASS = ",
    ),
    "What happens on `make demo`?": ("a private PostgreSQL", "def demonstrate"),
    "Who reads Ofsted's monthly file?": ("`register/importing/ofsted/monthly_update.py`", "def compare"),
    "What does the data dictionary say?": ("### 2.7 Missing episode", "def fields_of"),
}


def part_of(page: Path, target: str) -> str:
    """The page that a link leads to, from the heading that it names to the next one of its rank."""
    name, _, part = target.partition("#")
    text = (page.parent / name).read_text()
    for heading in re.finditer(r"^(#+) (.+)$", text, re.M) if part else ():
        if anchor(heading[2]) == part:
            return re.split(rf"^#{{1,{len(heading[1])}}} ", text[heading.end() :], maxsplit=1, flags=re.M)[0]
    return text


def code_at(place: str) -> str:
    """What the files hold that a cell of the index names, or that are in the folders that it names."""
    named = [CHECKOUT / path for path in PATH.findall(place)]
    files = [file for path in named for file in (sorted(path.glob("*.*")) if path.is_dir() else [path])]
    return "\n".join(file.read_text() for file in files)


def test_what_a_new_maintainer_asks_is_found_from_the_readme_in_three_hops():
    index = CHECKOUT / "docs/README.md"
    found = {}
    for question, (answer, place) in questions().items():
        told = "\n".join(part_of(index, target) for target in LINK.findall(answer))
        found[question] = (told, code_at(place))

    assert "docs/README.md" in LINK.findall((CHECKOUT / "README.md").read_text())
    assert len(ASKED_FIRST) == 14
    assert [each for each, (said, _) in ASKED_FIRST.items() if said not in found[each][0]] == []
    assert [each for each, (_, held) in ASKED_FIRST.items() if held not in found[each][1]] == []


def test_every_citation_of_the_data_dictionary_is_answered_by_it():
    text = (CHECKOUT / "docs/reference/data-dictionary.md").read_text()
    sections = {part.split(" ", 1)[0]: part for part in text.split("\n### ")[1:]}
    cited = [
        (inside(path), section, term)
        for path in sorted((CHECKOUT / "register").rglob("*.py"))
        for section, term in CITED.findall(path.read_text())
    ]

    assert len(cited) > 50
    assert [(path, section) for path, section, _ in cited if section not in sections] == []
    assert [(path, term) for path, section, term in cited if term and f"`{term}`" not in sections[section]] == []


def test_a_term_of_the_glossary_is_explained_once():
    rows = re.findall(r"^\| ([^|]+) \|", (CHECKOUT / "docs/reference/glossary.md").read_text(), re.M)
    terms = [term for term in rows if term not in ("term", "---")]

    assert len(terms) > 60
    assert [term for term in terms if terms.count(term) > 1] == []


def versions() -> dict[str, list[str]]:
    """The versions of the changelog, the newest first, each with its parts in their order."""
    parts = (CHECKOUT / "CHANGELOG.md").read_text().split("\n## ")[1:]
    return {part.split()[0]: re.findall(r"^### (.+)$", part, re.M) for part in parts}


def test_the_newest_version_of_the_changelog_is_the_projects():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    released = [name for name in versions() if name != "Unreleased"]

    assert released[0] == project["version"]
    assert released == sorted(released, key=lambda name: tuple(map(int, name.split("."))), reverse=True)


def test_each_version_says_first_what_it_discloses_and_last_how_to_operate_it():
    assert set(map(tuple, versions().values())) == {("Disclosure", "Added", "Changed", "Operating it")}
