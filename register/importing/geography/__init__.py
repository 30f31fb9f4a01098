"""Imports of boundaries and postcodes."""
