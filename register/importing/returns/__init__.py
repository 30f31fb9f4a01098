"""Returns by local authorities: read, staged, checked against the register, and reported on."""
