"""Properties (方針が必ず満たすこと): P01–P61, each one predicate with one sentence, proved."""
