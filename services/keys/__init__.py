"""The keys: the only place, with `services.audit`, that knows ciphers."""
