"""Tallies: run within a request, logged as the consultation of the rows that they count, and written as an answer."""
