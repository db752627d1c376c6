"""The filter languages of the lists: one grammar, and the words of each list."""
