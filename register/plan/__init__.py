"""What is asked, as data: planning consults the catalogue and nothing else, and touches no database."""
