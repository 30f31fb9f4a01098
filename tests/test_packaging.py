"""What is installed and shipped is pinned, hashed, tied to no address, and names settings that exist."""

import json
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path

import pytest

from register.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[1]
REGISTER = CHECKOUT / "register"
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
WANTED = [*PROJECT["project"]["dependencies"], *GROUPS["dev"], *GROUPS["build"], *chain(*EXTRAS.values())]
PIN = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==([0-9][0-9a-z.]*)")


def text(name: str) -> str:
    return (CHECKOUT / name).read_text()


@pytest.mark.parametrize("requirement", WANTED)
def test_every_dependency_is_pinned(requirement):
    assert PIN.fullmatch(requirement)


@pytest.mark.parametrize("requirement", WANTED)
def test_every_dependency_is_locked_at_its_pin(requirement):
    name, version = PIN.fullmatch(requirement).groups()

    locked = re.findall(rf"^{re.escape(name)}(?:\[[a-z,]+\])?==(\S+)", text("requirements.lock"), re.M)

    assert locked == [version]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-run.lock"])
def test_every_locked_package_has_a_hash_and_no_address(lock):
    entries = re.split(r"\n(?=[a-z0-9])", text(lock))[1:]

    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text(lock)


def test_the_server_runs_on_the_versions_that_are_tested():
    entries = set(re.findall(r"^[a-z0-9].*==.*", text("requirements-run.lock"), re.M))

    assert entries
    assert entries <= set(re.findall(r"^[a-z0-9].*==.*", text("requirements.lock"), re.M))


def test_no_test_tool_reaches_the_server():
    entries = re.findall(r"^([a-z0-9-]+)==", text("requirements-run.lock"), re.M)

    assert not {"pytest", "mypy", "ruff", "hypothesis"} & set(entries)


def test_the_image_has_what_register_link_needs():
    entries = re.findall(r"^([a-z0-9-]+==\S+)", text("requirements-run.lock"), re.M)

    assert set(EXTRAS["linkage"]) <= set(entries)


def test_every_file_that_the_register_reads_is_installed_with_it():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["register"]
    files = [each.relative_to(REGISTER).as_posix() for each in REGISTER.rglob("*") if each.is_file()]
    read = [each for each in files if not each.endswith((".py", ".pyc"))]

    assert "maintenance/likeness.json" in read
    assert [each for each in read if not any(fnmatch(each, pattern) for pattern in patterns)] == []


def test_tokens_are_read_by_a_library_without_its_known_faults():
    version = re.search(r"^pyjwt==(\d+)\.(\d+)", text("requirements-run.lock"), re.M)

    assert tuple(int(part) for part in version.groups()) >= (2, 15)


def test_the_pages_packages_are_hashed_and_tied_to_no_address():
    packages = [entry for path, entry in json.loads(text("web/package-lock.json"))["packages"].items() if path]

    assert packages
    assert [entry for entry in packages if not entry["integrity"].startswith("sha512-")] == []
    assert "://" not in "".join(entry.get("resolved", "") for entry in packages)


def test_the_pages_packages_are_pinned():
    asked = json.loads(text("web/package.json"))["dependencies"]

    assert asked
    assert [version for version in asked.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml"])
def test_the_image_sets_only_settings_that_exist(name):
    known = {f"REGISTER_{field.upper()}" for field in Settings.model_fields}
    # The two passwords are parts of the addresses, not settings of the register.
    known |= {"REGISTER_OWNER_PASSWORD", "REGISTER_API_PASSWORD"}

    named = set(re.findall(r"REGISTER_[A-Z_]+", text(name)))

    assert named
    assert named <= known


def test_the_server_in_the_image_is_not_root_and_watches_its_health():
    last_stage = text("Dockerfile").rpartition("\nFROM ")[2]

    assert re.search(r"^USER 10001$", last_stage, re.M)
    assert "/health/live" in last_stage
    assert last_stage.rstrip().endswith('CMD ["register", "serve", "--host", "0.0.0.0"]')


def test_what_is_served_in_containers_is_sealed_by_one_of_them():
    services = dict(re.findall(r"^  (\w+):\n((?:    .*\n)+)", text("compose.yaml"), re.M))

    assert 'command: ["register", "audit", "seal"]' in services["sealer"]
    assert "REGISTER_SEALING_KEY_FILE: /run/secrets/sealing_key" in services["sealer"]
    assert "file:/var/lib/register/heads.log" in services["sealer"]
    assert "restart: unless-stopped" in services["sealer"]


def test_the_image_has_a_state_folder_that_its_account_owns():
    last_stage = text("Dockerfile").rpartition("\nFROM ")[2]

    assert "install --directory --owner=10001 --mode=700 /var/lib/register" in last_stage
    assert "REGISTER_STATE_DIR=/var/lib/register" in last_stage


def test_everything_that_the_image_copies_is_let_through_to_it():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text("Dockerfile"), re.M)
    sources = {source.split("/")[0] for line in copied for source in line.split()}
    let_through = {line[1:].rstrip("/") for line in text(".dockerignore").splitlines() if line.startswith("!")}

    assert sources
    assert sources == let_through


def test_no_password_but_a_development_one_is_written_down():
    passwords = re.findall(r"PASSWORD: (.+)", text("compose.yaml"))

    assert passwords
    assert [word for word in passwords if not re.fullmatch(r"\$\{[A-Z_]+:-development-only\}", word)] == []


def test_every_make_target_is_explained():
    targets = set(re.search(r"^\.PHONY: (.+)$", text("Makefile"), re.M).group(1).split()) - {"system"}

    told = subprocess.run(["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout  # noqa: S607

    assert targets == set(re.findall(r"^make ([\w-]+) ", told, re.M))


def test_nothing_is_installed_where_nothing_is_missing():
    quiet = subprocess.run([CHECKOUT / "scripts" / "install-system.sh"], capture_output=True, text=True, check=True)  # noqa: S603

    assert quiet.stdout + quiet.stderr == ""


def test_an_unknown_option_of_the_installer_is_refused_in_one_line():
    command = [CHECKOUT / "scripts" / "install-system.sh", "--everything"]

    refused = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert refused.returncode == 1
    assert refused.stderr == "install-system: unknown option --everything: use --load-tools or --browser\n"


def test_what_is_left_out_of_the_short_run_is_run_before_a_change_is_taken():
    planned = {
        target: subprocess.run(["make", "-n", target], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout  # noqa: S603, S607
        for target in ("test", "test-all")
    }
    taken = [line.split()[1] for line in text(".ci/run").splitlines() if line.startswith("make ")]

    assert {target: "-m 'not long'" in lines for target, lines in planned.items()} == {"test": True, "test-all": False}
    assert taken == ["test-all", "check"]
