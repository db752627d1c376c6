"""SQLite stores: last known state and history (state.db), purchases (journal.db)."""
