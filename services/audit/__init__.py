"""Evidence: hashing rules of the log, and later its checkpoints, witnesses, timestamps and export."""
