"""The command ``rrn``: a thin second user of the services, which keeps the core honest."""
