"""Rows written on a caller's behalf."""
