"""Promises of the imports."""
