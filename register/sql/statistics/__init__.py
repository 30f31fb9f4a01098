"""The statements behind published statistics: the facts that are counted, and the tables of what was published."""
