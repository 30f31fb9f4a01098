"""Files as rows: read, checked cell by cell, and reported on."""
