"""Tables and documents for files: CSV, JSON, Markdown."""
