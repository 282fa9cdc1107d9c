"""Fixtures of the journeys."""

from tests.journeys.browsing import desk

__all__ = ["desk"]
