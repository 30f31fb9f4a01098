"""Processor time of a process and all that it started, read from /proc."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_seconds(root: int) -> float:
    """User and system time of a process, of its living descendants and of those it has seen end."""
    found = dict(_processes())
    children: dict[int, list[int]] = {}
    for process, (parent, _) in found.items():
        children.setdefault(parent, []).append(process)
    ticks, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        ticks += found[process][1] if process in found else 0
        waiting += children.get(process, [])
    return ticks / TICKS_A_SECOND


def _processes() -> Iterator[tuple[int, tuple[int, int]]]:
    """Every process with its parent and its ticks, those of ended children included."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        # The command stands in brackets and may hold spaces; state, parent and the times follow it.
        fields = stat.rpartition(")")[2].split()
        yield int(entry.name), (int(fields[1]), sum(int(ticks) for ticks in fields[11:15]))
