"""A recommended plan: its records, its figures, its words, its lines, and how two readings of it differ."""
