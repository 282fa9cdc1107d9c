"""Evidence: the hashing rules of the log; its checkpoints and proofs are to come here."""
