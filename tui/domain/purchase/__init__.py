"""Buying a plan at most once: the attempt, the step machine, what proves it, and what forbids it."""
