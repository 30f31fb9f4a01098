"""The sealing of the logs: a signed tree over each, held outside, so that no past can be rewritten unnoticed."""
