"""Fixtures of the API's tests."""

from tests.services.web.house import fresh_house, house, whole_house

__all__ = ["fresh_house", "house", "whole_house"]
