"""The page for those who ask: what it tells to paste is pasted, and answers."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.client import Server

PAGE = (Path(__file__).resolve().parents[1] / "docs/how-to/ask-the-register.md").read_text()
SETTING_UP = re.search(r"^ask\(\) \{\n.+?\n\}$", PAGE, re.M | re.S)
USERS = re.findall(r"^### (.+)\n\n```sh\n# token: (.+)\n((?:ask '.+'\n)+)```", PAGE, re.M)

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="The lines are pasted, and need curl.")


def paste(server: Server, words: str, lines: str, folder: Path) -> str:
    """What a shell prints for lines of the page, as a caller of the story."""
    agency, _, area = words.partition(" --area ")
    known = {"REGISTER": f"{server.url}/graphql", "TOKEN": server.token(agency, area or None)}
    given = {**os.environ, "NO_PROXY": "*", "PURPOSE": "safeguarding_child", **known}
    assert SETTING_UP is not None
    script = f"{SETTING_UP[0]}\n{lines}"
    done = subprocess.run(  # noqa: S603  lines of our own page
        ["bash", "-euo", "pipefail", "-c", script],  # noqa: S607
        env=given,
        cwd=folder,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.parametrize(("user", "words", "lines"), USERS, ids=[user for user, _, _ in USERS])
def test_the_first_three_questions_of_each_user_are_answered(server, tmp_path, user, words, lines):
    asked = lines.splitlines()
    answers = [json.loads(paste(server, words, line, tmp_path)) for line in asked]

    assert len(asked) == 3
    assert [answer.get("errors") for answer in answers] == [None] * 3
    assert all(value is not None for answer in answers for value in answer["data"].values())


def test_every_kind_of_user_has_questions_of_its_own():
    assert [words.split()[0] for _, words, _ in USERS] == [
        "police",
        "local_authority",
        "ofsted",
        "dfe",
        "dfe_statistics",
        "ukmpu",
        "auditor",
    ]


def feature_collection(folder: Path) -> object:
    return json.loads((folder / "homes.geojson").read_text())


@pytest.fixture
def asked(server, tmp_path):
    """A folder with the homes of a force, as the page asks for them."""
    (line,) = re.findall(r"^ask .+ > homes\.json$", PAGE, re.M)
    paste(server, "police --area E23000005", line, tmp_path)
    return tmp_path


def test_five_lines_of_python_make_homes_a_feature_collection(asked):
    (program,) = re.findall(r"^```python\n(.+?)```", PAGE, re.M | re.S)
    subprocess.run([sys.executable, "-c", program], cwd=asked, check=True, timeout=60)  # noqa: S603  our own page

    made = feature_collection(asked)
    homes = json.loads((asked / "homes.json").read_text())["data"]["homes"]["nodes"]
    assert len(program.splitlines()) <= 5
    assert made["type"] == "FeatureCollection"
    assert [feature["properties"]["urn"] for feature in made["features"]] == [home["urn"] for home in homes]
    assert [feature["geometry"] for feature in made["features"]] == [
        home["location"] and home["location"]["geojson"] for home in homes
    ]
    assert {feature["geometry"]["type"] for feature in made["features"] if feature["geometry"]} == {"Point"}
    assert set(made["features"][0]["properties"]) == {"urn", "name", "places"}


@pytest.mark.skipif(not shutil.which("jq"), reason="The line needs jq.")
def test_one_line_of_jq_makes_the_same(asked, server):
    (program,) = re.findall(r"^```python\n(.+?)```", PAGE, re.M | re.S)
    (line,) = re.findall(r"^jq .+$", PAGE, re.M)
    subprocess.run([sys.executable, "-c", program], cwd=asked, check=True, timeout=60)  # noqa: S603  our own page
    by_python = feature_collection(asked)

    paste(server, "ofsted", line, asked)
    assert feature_collection(asked) == by_python
