"""One file per widget: it draws what it is given and says what was done to it."""
