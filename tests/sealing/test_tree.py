"""The tree of a log: known roots, and every proof of every small tree against a definition written anew."""

import hashlib

import pytest

from register.sealing.tree import (
    EMPTY_ROOT,
    Growth,
    addresses,
    consistency_spans,
    hash_of,
    inclusion_spans,
    leaf_hash,
    node_hash,
    peaks,
    proves_consistency,
    proves_inclusion,
)

# The leaves and the roots of the reference tests of Certificate Transparency.
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(1, 34)


def grown(leaves):
    """A tree over these leaves, and every complete subtree of it."""
    growth, kept = Growth(), {}
    for number, leaf in enumerate(leaves):
        kept[0, number] = leaf_hash(leaf)
        kept.update(growth.add(leaf_hash(leaf)))
    return growth, kept


def some(size):
    return [f"leaf {number}".encode() for number in range(size)]


def mth(leaves):
    """The root as section 2.1.1 defines it, by recursion over the leaves themselves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m, leaves):
    """The inclusion path as section 2.1.3.1 defines it."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, whole):
    """The consistency path as section 2.1.4.1 defines it."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def split(size):
    k = 1
    while k * 2 < size:
        k *= 2
    return k


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_the_reference_tests(size):
    growth, kept = grown(LEAVES[:size])

    assert growth.root().hex() == ROOTS[size]
    assert hash_of((0, size), kept).hex() == ROOTS[size]


def test_a_leaf_is_never_a_node():
    assert leaf_hash(EMPTY_ROOT + EMPTY_ROOT) != node_hash(EMPTY_ROOT, EMPTY_ROOT)


@pytest.mark.parametrize("size", SIZES)
def test_a_root_is_what_the_definition_says_whether_grown_or_made_of_what_is_kept(size):
    growth, kept = grown(some(size))
    resumed = Growth(size, [kept[address] for address in peaks(size)])

    assert growth.root() == resumed.root() == mth(some(size))
    assert len(kept) == 2 * size - size.bit_count()
    assert all(
        kept[address] == mth(some(size)[at << level : (at + 1) << level]) for address in kept for level, at in [address]
    )


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_of_a_tree_is_proved_to_be_in_it_and_in_no_other_place(size):
    leaves = some(size)
    growth, kept = grown(leaves)

    for leaf in range(size):
        proof = [hash_of(span, kept) for span in inclusion_spans(leaf, size)]
        assert proof == path(leaf, leaves)
        assert proves_inclusion(kept[0, leaf], leaf, size, path=proof, root=growth.root())
        others = [other for other in range(size) if other != leaf]
        assert not any(proves_inclusion(kept[0, leaf], other, size, path=proof, root=growth.root()) for other in others)
        assert not proves_inclusion(leaf_hash(b"forged"), leaf, size, path=proof, root=growth.root())
        assert not proves_inclusion(kept[0, leaf], leaf, size, path=[*proof, EMPTY_ROOT], root=growth.root())
        assert not proof or not proves_inclusion(kept[0, leaf], leaf, size, path=proof[:-1], root=growth.root())


@pytest.mark.parametrize("new", SIZES)
def test_every_tree_is_proved_to_begin_with_every_older_one(new):
    leaves = some(new)
    growth, kept = grown(leaves)

    for old in range(1, new + 1):
        proof = [hash_of(span, kept) for span in consistency_spans(old, new)]
        assert proof == subproof(old, leaves, True)
        assert proves_consistency(old, new, proof, old_root=mth(leaves[:old]), new_root=growth.root())
        rewritten = [b"forged", *leaves[1:old]]
        assert not proves_consistency(old, new, proof, old_root=mth(rewritten), new_root=growth.root())
        assert not proves_consistency(old, new, proof, old_root=mth(leaves[:old]), new_root=mth([*leaves, b"more"]))
        assert not proves_consistency(
            old, new, [*proof, EMPTY_ROOT], old_root=mth(leaves[:old]), new_root=growth.root()
        )
        assert not proof or not proves_consistency(
            old, new, proof[:-1], old_root=mth(leaves[:old]), new_root=growth.root()
        )


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_nothing_is_proved_of_an_empty_tree_or_of_a_smaller_one(old, new):
    assert not proves_consistency(old, new, [], old_root=mth(some(old)), new_root=mth(some(new)))


@pytest.mark.parametrize("leaf", [-1, 3])
def test_no_leaf_is_proved_outside_its_tree(leaf):
    assert not proves_inclusion(mth(some(1)), leaf, 3, path=[], root=mth(some(3)))


def test_a_proof_in_a_tree_of_a_million_leaves_needs_no_more_than_its_height():
    size = 1_000_003
    needed = {address for span in inclusion_spans(999_999, size) for address in addresses(span)}

    assert len(inclusion_spans(999_999, size)) <= 20
    assert len(needed) <= 40
    assert len(consistency_spans(600_001, size)) <= 21


def test_a_tree_goes_on_only_from_as_many_peaks_as_it_has():
    with pytest.raises(ValueError, match="one peak"):
        Growth(3, [EMPTY_ROOT])
