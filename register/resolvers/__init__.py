"""How a request is answered: planned, decided, read, written down and put together, in one transaction."""
