"""Who may be shown what, and why: pure; imports events only."""
