"""What whoever runs the register does to it: migrations and appointments."""
