"""The sealing of the logs: a signed tree over each of them, held outside, so that no past can be rewritten unseen."""
