"""Screen 2, the plans of all customers: ranked, marked and reviewed one after the other."""
