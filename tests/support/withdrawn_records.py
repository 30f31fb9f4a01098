"""Which records Ofsted withdraws that were recorded by mistake, by their tables, as the agencies' papers put it."""

WITHDRAWN = frozenset({"inspection", "condition", "condition_detail", "notice", "notice_detail", "home_person"})
