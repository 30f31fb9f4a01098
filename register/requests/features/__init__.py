"""OGC API - Features: the same reads, asked in the words of maps."""
