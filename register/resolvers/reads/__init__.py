"""How reads are answered."""
