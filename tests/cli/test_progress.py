"""How far a command has come is told on standard error, where no result stands."""

from register.cli.progress import progress


def test_each_thing_that_is_told_of_has_a_bar_of_its_own(capsys):
    with progress() as tell:
        tell("homes", 1, 3)
        tell("inspections", 1, 1)
        tell("homes", 3, 3)

    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split()[0] for line in err.splitlines() if line.strip()] == ["homes", "inspections"]
    assert "3/3" in err
