"""Verification of heads: a past that was rewritten whole contradicts whoever holds its heads."""

from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.settings import Settings
from tests.sealing.conftest import attack, consult, found_by, seal_all

REWRITE = (
    "truncate register.seal_leaf, register.seal_node, register.seal_head, register.seal_held, register.access_key",
    "update register.seal_state set size = 0, sealed_transaction = 0, sealed_number = 0",
)


class NoHolder:
    """Takes everything and keeps nothing."""

    def newest(self, log, origin):
        return None

    def hold(self, head):
        """Nothing."""


def resealed(sealer):
    """The register sealed anew from nothing, by a master who has even the sealer's key."""
    attack(sealer.engine, *REWRITE)
    seal_all(Sealer(sealer.engine, sealer.key, NoHolder(), given=sealer.settings))


def test_a_past_that_was_rewritten_whole_with_the_sealers_own_key_contradicts_the_holder(own):
    attack(own.engine, "update register.access_log set subject = 'somebody else' where id = 3")
    resealed(own)

    assert found_by(own) is None
    assert found_by(own, own.holder.path) == (
        "The head of size 25 of the access log in heads.log contradicts the database: "
        "the entries it covers were rewritten after it was signed."
    )


def test_an_end_that_was_cut_and_sealed_anew_contradicts_the_holder(own):
    attack(own.engine, "delete from register.access_log where id > 15")
    resealed(own)

    assert found_by(own) is None
    assert found_by(own, own.holder.path) == (
        "The access log was cut short: a head covers 25 entries, but only 15 are left."
    )


def test_a_log_that_was_begun_anew_contradicts_the_holder(own):
    attack(own.engine, "update register.seal_state set origin = gen_random_uuid()")
    resealed(own)

    assert found_by(own, own.holder.path) == "heads.log has a head of another access log: this one was started again."


def test_a_past_that_was_sealed_anew_with_another_key_is_not_believed(own, tmp_path):
    forger = Sealer(own.engine, open_key(Settings(), tmp_path / "forger"), NoHolder(), given=own.settings)
    resealed(forger)

    assert "which is not known outside the database" in found_by(own)
    assert found_by(own, by=forger) is None


def test_a_head_that_the_holder_has_and_the_database_no_longer_is_named(own):
    with own.engine.begin() as connection:
        consult(connection)
    seal_all(own)
    attack(own.engine, "delete from register.seal_head where log = 'access' and size = 25")

    assert found_by(own, own.holder.path) == (
        "The head of size 25 of the access log in heads.log is no longer in the database."
    )


def test_a_holder_who_has_nothing_is_not_taken_for_one_who_agrees(whole, tmp_path):
    empty = tmp_path / "empty.log"
    empty.touch()

    assert found_by(whole, empty) == "empty.log has no head of the access log, although the database says it does."


def test_a_forged_line_in_the_holders_file_is_named(whole, tmp_path):
    forged = tmp_path / "heads.log"
    forged.write_text(whole.holder.path.read_text().replace('"size":25', '"size":24'))

    assert found_by(whole, forged) == "The head of size 24 of the access log in heads.log has a wrong signature."
