"""The permission matrix as the committed page has it."""

from pathlib import Path

from register.policy import matrix

PAGE = Path(matrix.__file__).with_name("matrix.md")


def cells_of_the_page() -> dict[tuple[str, str], list[tuple[set[str], str]]]:
    """For each agency and group its cells, each as the uses and their scope."""
    lines = PAGE.read_text().splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("| agency | reference |"))
    groups = [name.strip() for name in lines[head].strip("|").split("|")][1:]
    found = {}
    for line in lines[head + 2 :]:
        if not line:
            break
        agency, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        for group, cell in zip(groups, cells, strict=True):
            parts = [] if cell == "-" else [part.partition(": ") for part in cell.split("; ")]
            found[agency, group] = [(set(uses.split(", ")), scope) for uses, _, scope in parts]
    return found
