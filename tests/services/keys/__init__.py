"""Tests of Tsunagi; each folder mirrors a package, or is named for what it shows."""
