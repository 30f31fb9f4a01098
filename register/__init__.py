"""One register of England's children's homes, served as GraphQL over PostGIS."""
