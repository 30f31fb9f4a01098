"""From a GraphQL document to its answer: measured, priced, planned and run."""
