"""Subscriptions: the change feed, sent as it grows, over WebSockets and over server-sent events."""
