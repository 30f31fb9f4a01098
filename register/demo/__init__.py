"""The demonstration: a register of the real size in which nobody and nothing exists."""

from register.demo.history import amend_demonstration
from register.demo.load import SEED, DemonstrationReport, is_loaded, load_demonstration

__all__ = ["SEED", "DemonstrationReport", "amend_demonstration", "is_loaded", "load_demonstration"]
