"""Read models: each answers one question, holds no content, can be rebuilt."""
