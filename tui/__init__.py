"""archera-tui: a terminal dashboard for Archera channel partners."""

__version__ = "0.1.0"
