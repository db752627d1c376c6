"""Where every customer stands, in which order, and who is meant."""
