"""Tests of register/http/pages."""
