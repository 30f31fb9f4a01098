"""The client of docs/how-to/subscribe.md works as it stands."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.story import INSIDE
from tests.support.subscription_client import change, count

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "subscribe.md"
READ = "select count(*) from register.access_log where operation = 'Follow' and subject = 'reader of the page'"


def test_the_client_of_the_page_tells_changes(streaming):
    (client,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.S)
    told_where = {
        "REGISTER": streaming.url.replace("http", "ws") + "/graphql",
        "TOKEN": streaming.token("ofsted", subject="reader of the page"),
    }
    running = subprocess.Popen(  # noqa: S603 - what runs is the page
        [sys.executable, "-c", client], env=os.environ | told_where, stdout=subprocess.PIPE, text=True
    )
    try:
        while not count(streaming, READ):
            assert running.poll() is None
        change(streaming, INSIDE, 61)
        line = running.stdout.readline()
    finally:
        running.kill()
        running.wait()

    assert line == f"HOME {INSIDE}\n"
    assert len(client.splitlines()) <= 30
