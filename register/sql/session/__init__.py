"""What every request does in the database besides its reads and writes."""
