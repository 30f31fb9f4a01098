"""The second wall, worked out of the grants."""
