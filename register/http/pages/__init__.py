"""The pages for people who would rather look than type: each asks the register's own GraphQL, and shows its answer."""
