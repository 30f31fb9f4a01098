"""The weights by which records of children are compared, as a table."""

from register.documentation.markdown import table
from register.maintenance.likeness import LEAST_SCORE, MODEL, PRIOR, WEIGHTS


def likeness_weights() -> str:
    """The version of the model, what it begins with, and the weight of each way in which a fact can agree."""
    begins = (
        f"Model {MODEL}. Before anything is compared: {PRIOR:+.1f}. People are asked from a score of {LEAST_SCORE}."
    )
    rows = [(fact, agreement.value, f"{weight:+.1f}") for (fact, agreement), weight in WEIGHTS.items()]
    return f"{begins}\n\n{table(('fact', 'how it agrees', 'bits'), rows)}"
