"""One plan: figures, bars, line items, policy, and what changed since an earlier reading."""
