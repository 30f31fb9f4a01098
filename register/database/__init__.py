"""How the register reaches its database, and a private one for demonstrations and tests."""
