"""Imports of files that others publish: read, checked and written row by row."""
