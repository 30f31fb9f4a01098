"""Stories: one query each, and for every caller the statements that ran and the whole answer."""
