"""Boundaries and postcodes, brought into the register."""
