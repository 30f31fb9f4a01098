"""The weights by which records of children are compared, as a page shows them."""

from register.documentation.likeness import likeness_weights
from register.maintenance.likeness_model import COMPARISONS, MODEL


def test_every_weight_of_the_model_is_shown_and_which_were_learned():
    shown = likeness_weights()
    assert shown.startswith(f"Model {MODEL}.")
    for each in COMPARISONS:
        for way in each.ways:
            assert f"| {each.fact} | {way.agreement} | {way.bits:+.1f} |" in shown
    assert "| NHS number | equal | +20.0 | set |" in shown
    assert "| forename | equal | +7.6 | learned |" in shown
