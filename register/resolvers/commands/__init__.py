"""How commands are carried out."""
