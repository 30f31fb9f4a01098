"""Places: the one transformation of coordinates, boundaries, what lies in what, and what callers may draw."""
