"""Invented records: one file for each subject."""
