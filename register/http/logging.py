"""How events are logged: one line of JSON each."""

import logging

import structlog


def configure_logging() -> None:
    """One line of JSON for each event, on standard error. Uvicorn's access log is off because it holds addresses."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
