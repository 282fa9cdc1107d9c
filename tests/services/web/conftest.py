"""Fixtures of the pages' tests."""

from tests.services.web.house import fresh_house, house

__all__ = ["fresh_house", "house"]
