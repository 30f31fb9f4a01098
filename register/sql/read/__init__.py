"""Granted reads as statements, and statements' rows as answers."""
