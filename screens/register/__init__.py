"""The dialog that registers a customer."""
