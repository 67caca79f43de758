"""The package for Debian 12, and the trial of it on a bare system."""
