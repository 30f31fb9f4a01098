"""Who uses the private server: the last one out is told that it is, and nobody else."""

from register.database.private_server_lock import alone, hold, nobody_left


def test_while_somebody_holds_the_server_somebody_is_left(tmp_path):
    first, second = hold(tmp_path), hold(tmp_path)

    first.close()
    with nobody_left(tmp_path) as before:
        pass
    second.close()
    with nobody_left(tmp_path) as after:
        pass

    assert (before, after) == (False, True)


def test_one_after_the_other_begins_and_lets_go(tmp_path):
    for _ in range(2):
        with alone(tmp_path), nobody_left(tmp_path) as is_the_last:
            assert is_the_last
