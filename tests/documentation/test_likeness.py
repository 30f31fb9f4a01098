"""The weights by which records of children are compared, as a page shows them."""

from register.documentation.likeness import likeness_weights
from register.maintenance.likeness import MODEL, WEIGHTS


def test_every_weight_of_the_model_is_shown():
    shown = likeness_weights()
    assert shown.startswith(f"Model {MODEL}.")
    for (fact, agreement), weight in WEIGHTS.items():
        assert f"| {fact} | {agreement} | {weight:+.1f} |" in shown
