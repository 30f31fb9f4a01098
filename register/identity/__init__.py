"""Who is asking: tokens, the keys they are checked with, and the log of refusals."""
