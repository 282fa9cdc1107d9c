"""Everything that touches the world: storage, keys, processes, pages, API, command line."""
