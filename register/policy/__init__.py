"""Who may do what: the matrix, and the decision on a whole plan before any of it runs."""
