"""Demonstration (デモ): an invented city whose staff, people and consultations never were (R80)."""
