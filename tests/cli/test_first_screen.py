"""The first screen: it fits a terminal, and its longer lines are in files that nobody else can read."""

import re
import shlex
import sys

from register.cli.first_screen import VISITORS, first_screen, write_links, write_settings


def test_the_screen_fits_a_terminal_of_100_by_40_and_ends_with_the_size_of_the_data(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", [".venv/bin/register"])
    (tmp_path / "data").write_bytes(b"x" * 3_000_000)

    screen = first_screen(tmp_path, "http://127.0.0.1:8000", figures_follow=True)

    assert len(screen.splitlines()) <= 40
    assert (
        max(len(line.replace(str(tmp_path), "/var/lib/register-0123456789ab")) for line in screen.splitlines()) <= 100
    )
    assert screen.endswith(f"Data         {tmp_path} (3 MB)\n")


def test_the_screen_says_that_figures_follow_only_if_they_do(tmp_path):
    words = "those about children follow within minutes"

    assert words in first_screen(tmp_path, "http://127.0.0.1:8000", figures_follow=True)
    assert words not in first_screen(tmp_path, "http://127.0.0.1:8000")


def test_a_folder_with_a_space_in_its_name_can_be_pasted(tmp_path):
    folder = tmp_path / "my register"
    folder.mkdir()

    screen = first_screen(folder, "http://127.0.0.1:8000")

    assert f"  . {shlex.quote(str(folder / 'settings.sh'))}" in screen
    assert f"rm -r {shlex.quote(str(folder))} " in screen
    assert (folder / "links.html").as_uri() in screen


def test_what_holds_tokens_and_addresses_can_be_read_by_its_owner_alone(tmp_path, monkeypatch, settings_of):
    settings_of(STATE_DIR=str(tmp_path))
    write_settings(tmp_path, api="postgresql://api@/register", owner="postgresql://owner@/register")
    write_links(tmp_path, "http://127.0.0.1:8000")

    assert [(tmp_path / name).stat().st_mode & 0o077 for name in ("links.html", "settings.sh")] == [0, 0]
    assert (tmp_path / "settings.sh").read_text() == (
        "export REGISTER_DATABASE_URL=postgresql://api@/register REGISTER_MIGRATION_URL=postgresql://owner@/register\n"
    )


def test_the_page_has_a_link_and_a_line_for_each_caller(tmp_path, settings_of):
    settings_of(STATE_DIR=str(tmp_path))
    write_links(tmp_path, "http://127.0.0.1:8000")

    page = (tmp_path / "links.html").read_text()

    assert re.findall(r"<h2>(.+)</h2>", page) == [visitor.name for visitor in VISITORS]
    assert (
        len(re.findall(r'href="http://127\.0\.0\.1:8000/graphql#token=[\w.-]+&amp;purpose=safeguarding_child"', page))
        == 4
    )
    assert len(re.findall(r"<pre>curl -s http://127\.0\.0\.1:8000/graphql ", page)) == 4
