"""Attacks and failures: what the register answers to them, over HTTP, byte for byte."""
