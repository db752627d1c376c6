"""Screen 1, the customer list: what broke, since when, for whom."""
