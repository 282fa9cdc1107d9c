"""The JSON API under /api/v1: the same commands and readings as the pages."""
