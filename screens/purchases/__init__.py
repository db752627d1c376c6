"""Screen 4, the journal of purchases: open unknowns first, looked at again or settled by a person."""
