"""The ways in from the network: HTTP, WebSockets and server-sent events, and how each is answered."""
