"""The web process's side of remote work: registries, dispatcher, placement, connection."""
