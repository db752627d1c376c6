"""The purchase dialog: the review with its challenge, the sending, and what became of it."""
