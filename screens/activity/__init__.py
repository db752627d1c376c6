"""Screen 3, what changed, newest first, and what nobody has acknowledged."""
