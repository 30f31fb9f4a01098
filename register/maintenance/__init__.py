"""The operator's own writes: migrations and appointments."""
