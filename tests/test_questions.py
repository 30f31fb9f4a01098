"""docs/questions: every question is asked by six bodies, and its page says what the register says of it."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from register.maintenance.migrate import API_LOGIN
from register.statistics.charts import figure_in_words
from register.vocabulary import StatisticsQuestion
from tests.conftest import own_copy
from tests.statistics.conftest import make_published
from tests.support.client import serve
from tests.support.questions import CALLERS, FOLDER, TALLIED, ask, outcome, pages, query_of, without_figures

ALL = tuple(StatisticsQuestion)


@pytest.fixture(scope="module")
def asked(cluster, template, worker):
    """A served register on which all questions are published."""
    name = f"questions_{worker}"
    with (
        own_copy(cluster, make_published(cluster, template), name),
        serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running,
    ):
        yield running


@pytest.mark.parametrize("question", ALL)
def test_each_of_the_fifteen_is_answered_alike_to_six_bodies(asked, question):
    answers = [ask(asked, query_of(question), caller) for caller in CALLERS]

    assert [answer.codes for answer in answers] == [[]] * len(CALLERS)
    assert len({answer.body for answer in answers}) == 1
    assert answers[0].data["statistics"]["rows"]["nodes"]


@pytest.mark.parametrize("tally", TALLIED, ids=lambda tally: tally.title)
def test_each_tally_is_answered_to_those_whom_the_page_names(asked, tally):
    page = (FOLDER / "tallies.md").read_text()
    part = page.split(f"## {tally.title}\n")[1].split("\n## ")[0]
    told = dict(
        line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ") and line.count("|") == 3
    )

    assert {caller: outcome(ask(asked, tally.query, caller)) for caller in CALLERS} == {
        caller: told[caller] for caller in CALLERS
    }


def test_places_of_an_area_are_counted_with_their_children_for_its_authority_and_its_force_only():
    page = (FOLDER / "tallies.md").read_text().split("## Occupancy")[1]

    assert [page.count(f"| {caller} | answered |") for caller in CALLERS] == [0, 0, 0, 0, 1, 1]


def test_the_pages_say_what_the_register_says_of_each_question(asked):
    written = {path.name: path.read_text() for path in FOLDER.iterdir()}
    made = dict(pages(asked, "a register of seven authorities"))

    assert {name for name in written if name.endswith(".md")} == {name for name in made if name.endswith(".md")}
    for name, text in made.items():
        if name.endswith(".md"):
            assert without_figures(written[name]) == without_figures(text), name
    charts = [name for name in written if name.endswith(".svg")]
    assert len(charts) >= 10
    assert [name for name in charts if f"]({name})" not in written[name.replace(".svg", ".md")]] == []


# The programs of the page: by the language of their block, what runs them, and what says that it can. Another Python
# than that of the tests may have pandas: the first one of the path is taken.
PROGRAMS = {
    "js": (("node",), ("--version",), "install Node"),
    "python": (("python3",), ("-c", "import pandas"), "pip install pandas, and put that Python first in PATH"),
    "r": (("Rscript",), ("-e", "library(httr2)"), "apt-get install r-base-core r-cran-httr2"),
}


@pytest.mark.parametrize("language", PROGRAMS)
def test_the_programs_of_the_dashboard_page_print_what_is_published(asked, tmp_path, language):
    page = (FOLDER.parent / "tutorial/dashboard.md").read_text()
    program = tmp_path / {"js": "figure.mjs", "python": "figure.py", "r": "figure.R"}[language]
    program.write_text(re.search(rf"```{language}\n(.+?)```", page, re.S)[1])
    runs = runner_of(language)
    given = {**os.environ, "NO_PROXY": "*", "REGISTER": asked.url, "TOKEN": asked.token("dfe_statistics")}
    done = subprocess.run([*runs, program], env=given, capture_output=True, check=True, text=True, timeout=60)  # noqa: S603

    query = re.search(r"```graphql\n(.+?)```", page, re.S)[1]
    rows = asked.ask(query, "dfe_statistics").data["statistics"]["rows"]["nodes"]
    cells = [(row, next(each for each in row["cells"] if each["measure"] == "episodes_missing")) for row in rows]
    assert len(cells) == 2
    assert done.stdout.splitlines() == [
        f"{row['period']} {row['areaCode']} {figure_in_words(cell).replace(',', '')}" for row, cell in cells
    ]


def runner_of(language):
    """What runs a program of the page; the test is skipped, with what to install, if it is not here."""
    (name,), trial, install = PROGRAMS[language]
    found = shutil.which(name, path=os.environ["PATH"].replace(f"{sys.prefix}/bin", ""))
    if not found or subprocess.run([found, *trial], capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip(f"The program of the page needs more: {install}.")
    return (found,)
