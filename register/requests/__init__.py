"""From a request's words to an answer."""
