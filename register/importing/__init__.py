"""Files that others publish, brought into the register: read, checked and written row by row."""
