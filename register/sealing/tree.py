"""The Merkle tree of a log: its hashes, its roots, and proofs that anybody can check. Source: RFC 9162, section 2.1.

A subtree is complete where it spans a power of two of leaves, aligned to its own size; it never changes again. Only
complete subtrees are kept, each under its level (leaves are level 0) and its index among those of its level.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

Address = tuple[int, int]
Span = tuple[int, int]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf, which no hash of a node can be mistaken for."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two sides."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Growth:
    """The right edge of a tree: all that is needed to add leaves, and to tell its root at any moment.

    peaks: the hashes of the complete subtrees that make up the first `size` leaves, the widest first.
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)
        if len(self._peaks) != size.bit_count():
            raise ValueError("a tree has one peak for each bit of its size")

    def add(self, hash_of_leaf: bytes) -> list[tuple[Address, bytes]]:
        """Add a leaf; the complete subtrees above it that it finishes, the lowest first."""
        finished: list[tuple[Address, bytes]] = []
        made, level, rest = hash_of_leaf, 0, self.size
        while rest & 1:
            made, level, rest = node_hash(self._peaks.pop(), made), level + 1, rest >> 1
            finished.append(((level, rest), made))
        self._peaks.append(made)
        self.size += 1
        return finished

    def root(self) -> bytes:
        """The root over the leaves so far."""
        return _folded(self._peaks)


def peaks(size: int) -> list[Address]:
    """The complete subtrees that make up a tree of this size, the widest first."""
    return addresses((0, size))


def addresses(span: Span) -> list[Address]:
    """The complete subtrees that make up the leaves from begin to before end, where begin is aligned to the span."""
    begin, end = span
    made: list[Address] = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        made.append((level, begin >> level))
        begin += 1 << level
    return made


def inclusion_spans(leaf: int, size: int) -> list[Span]:
    """The subtrees whose hashes prove that a leaf is in a tree of this size, the nearest first.

    Source: RFC 9162, section 2.1.3.1.
    """
    begin, end = 0, size
    spans: list[Span] = []
    while end - begin > 1:
        middle = begin + _widest_below(end - begin)
        if leaf < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((begin, middle))
            begin = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """The subtrees whose hashes prove that a tree of the new size only added to that of the old one.

    Source: RFC 9162, section 2.1.4.1.
    """
    begin, end = 0, new
    spans: list[Span] = []
    while end != old:
        middle = begin + _widest_below(end - begin)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((begin, middle))
            begin = middle
    if begin:
        spans.append((begin, end))
    return spans[::-1]


def hash_of(span: Span, kept: Mapping[Address, bytes]) -> bytes:
    """The hash over the leaves from begin to before end, from the complete subtrees that make them up."""
    return _folded([kept[address] for address in addresses(span)])


def proves_inclusion(hash_of_leaf: bytes, leaf: int, size: int, *, path: Sequence[bytes], root: bytes) -> bool:
    """True if the path leads from the leaf to the root. Source: RFC 9162, section 2.1.3.2."""
    if not 0 <= leaf < size:
        return False
    made, here, last = hash_of_leaf, leaf, size - 1
    for beside in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            made = node_hash(beside, made)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            made = node_hash(made, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and made == root


def proves_consistency(old: int, new: int, path: Sequence[bytes], *, old_root: bytes, new_root: bytes) -> bool:
    """True if the path shows that the new tree begins with the old one. Source: RFC 9162, section 2.1.4.2."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    rest = [old_root, *path] if not old & (old - 1) else list(path)
    if not rest:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    was = now = rest[0]
    for beside in rest[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            was, now = node_hash(beside, was), node_hash(beside, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = node_hash(now, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


def _widest_below(width: int) -> int:
    """The largest power of two that is smaller than the width."""
    return 1 << (width - 1).bit_length() - 1


def _folded(hashes: Sequence[bytes]) -> bytes:
    """The root over complete subtrees, the widest first."""
    if not hashes:
        return EMPTY_ROOT
    made = hashes[-1]
    for wider in hashes[-2::-1]:
        made = node_hash(wider, made)
    return made
