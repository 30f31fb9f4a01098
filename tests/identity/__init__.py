"""Promises of the identity room."""
