"""What every request does in the database in addition to its reads and writes."""
