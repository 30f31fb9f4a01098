"""What types, commands and roots of the schema are made of."""
