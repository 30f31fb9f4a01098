"""The weights by which records of children are compared, as a table."""

from register.documentation.markdown import table
from register.maintenance.likeness_model import COMPARISONS, LEAST_SCORE, MODEL, PRIOR


def likeness_weights() -> str:
    """The version of the model, what it begins with, and the weight of each way in which a fact can agree."""
    begins = (
        f"Model {MODEL}. Before anything is compared: {PRIOR:+.1f}. People are asked from a score of {LEAST_SCORE}."
    )
    rows = [
        (each.fact, way.agreement.value, f"{way.bits:+.1f}", "learned" if way.is_learned else "set")
        for each in COMPARISONS
        for way in reversed(each.ways)
    ]
    return f"{begins}\n\n{table(('fact', 'how it agrees', 'bits', 'from where'), rows)}"
