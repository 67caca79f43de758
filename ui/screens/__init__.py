"""What fills the window below its bar, one folder an area; no screen knows another."""
