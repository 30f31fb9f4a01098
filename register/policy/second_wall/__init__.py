"""The second wall: the same grants as rights and row policies of PostgreSQL, so that one bug is not enough."""
