"""What the main lists have in common: the line over a list, its screen, and its export."""
