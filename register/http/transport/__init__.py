"""Between the socket and GraphQL: how long a request may take to arrive, what its body may hold, how it is answered."""
