"""Connecting a customer to a cloud: steps, what is typed, what is verified, and reports of it."""
