"""Measures a register of its own against PostGraphile and against PostgreSQL alone, in interleaved rounds."""
