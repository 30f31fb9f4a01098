"""How far an agency reads what is held of children, as the agencies' papers put it."""

RESPONSIBLE, HOSTS, OWNS, SEEKS, LONG_MISSING, TAKES_OVER, CASES = (
    "children one is responsible for", "children placed in one's area", "episodes one owns", "children one looks for",
    "children missing for long", "episodes one is asked to take over", "interviews one is to hold",
)  # fmt: skip
