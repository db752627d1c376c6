"""Every known plan of every customer, as a list ranks, counts and exports them."""
