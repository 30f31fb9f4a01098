"""Every generated part has its place on a page, and every type of the register its table."""

from collections import Counter

from register.cli.inspect import REFERENCE
from register.documentation.blocks import BLOCKS
from register.documentation.markdown import names_in


def test_each_generated_part_stands_on_one_page():
    placed = Counter(name for page in REFERENCE.glob("*.md") for name in names_in(page.read_text()))

    assert placed == Counter(list(BLOCKS))
