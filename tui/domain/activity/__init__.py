"""What changed, as a person on call reads it."""
