"""When a value is acceptable: one file per subject, one function per rule, no database."""
