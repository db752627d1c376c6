"""Pure records and rules: no I/O, no pydantic, no clock of its own."""
