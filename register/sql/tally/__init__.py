"""Statements that tally rows: granted as reads are, and never written row by row."""
