"""Disclosure control of published statistics: what is suppressed or rounded, and the attack that must fail on it."""
