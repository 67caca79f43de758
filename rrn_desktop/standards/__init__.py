"""Requirements, profiles, code lists and clocks: data and their loaders."""
