"""Subscriptions: the change feed, told as it grows, over WebSockets and over server-sent events."""
