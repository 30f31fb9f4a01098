"""One folder for each story: its query, and for every caller the statements that ran and the whole answer."""

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.client import Server
from tests.support.missing_stories import EVERY_BODY
from tests.support.request_stories import CALLERS, STORIES, ByCaller, Story
from tests.support.snapshots import shown_answer, shown_statements

FOLDERS = Path(__file__).parent
TABLE = FOLDERS / "usual_mistakes.json"  # what test_usual_mistakes.py holds
OF_NO_STORY = {"__pycache__", "downloads", "features", "graphql"}  # these mirror register/requests/


@pytest.mark.parametrize("name", STORIES)
def test_every_caller_gets_what_the_story_says_at_the_cost_it_says(name: str, request: pytest.FixtureRequest) -> None:
    story = STORIES[name]
    server = request.getfixturevalue("own_server" if story.prepare else story.server)

    told = dict(_told(FOLDERS / name, story, server))

    if request.config.getoption("--snapshot-update"):
        for path, text in told.items():
            path.write_text(text)
    else:
        differences = [line for path, text in told.items() for line in _difference(path, text)]
        assert not differences, "\n" + "\n".join(differences)


def test_every_story_has_all_its_files_and_no_stray_one() -> None:
    expected = {path for name, story in STORIES.items() for path in _files(FOLDERS / name, story)}

    found = {path for path in FOLDERS.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}

    assert {path.name for path in FOLDERS.iterdir() if path.is_dir()} - OF_NO_STORY == set(STORIES)
    assert {path for path in found if path.name != "variables.json"} == expected | {TABLE}
    assert all((path.parent / "query.graphql") in expected for path in found - {TABLE})


def _files(folder: Path, story: Story) -> Iterator[Path]:
    yield folder / "query.graphql"
    for caller in story.callers:
        yield folder / f"{caller}.sql"
        yield folder / f"{caller}.json"


def _told(folder: Path, story: Story, server: Server) -> Iterator[tuple[Path, str]]:
    """What each file of a story should hold, asked anew."""
    query = (folder / "query.graphql").read_text()
    written = folder / "variables.json"
    variables: dict[str, Any] = json.loads(written.read_text()) if written.exists() else {}
    variables |= story.prepare(server) if story.prepare else {}
    for caller in story.callers:
        given = {name: value[caller] if isinstance(value, ByCaller) else value for name, value in variables.items()}
        answer = server.ask(query, **(CALLERS | EVERY_BODY)[caller], **given)
        assert answer.status == 200, answer.json
        yield folder / f"{caller}.sql", shown_statements(answer.reads)
        yield folder / f"{caller}.json", shown_answer(answer.json)


def _difference(path: Path, text: str) -> Iterator[str]:
    name = "/".join(path.parts[-2:])
    before = path.read_text().splitlines() if path.exists() else []
    return difflib.unified_diff(before, text.splitlines(), f"{name}, as committed", f"{name}, as answered", lineterm="")
