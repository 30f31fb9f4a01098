"""Imports of what Ofsted publishes."""
