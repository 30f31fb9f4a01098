"""Which records Ofsted withdraws that were recorded by mistake, by their tables, as the agencies' papers put it."""

# What a home was goes with what is withdrawn.
WITHDRAWN = frozenset(
    {
        "inspection", "condition", "condition_detail", "notice", "notice_detail", "home_person", "former_fact",
        "former_identity",
    }
)  # fmt: skip
