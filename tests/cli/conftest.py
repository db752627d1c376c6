from support.headless import headless
from support.homes import home

__all__ = ["headless", "home"]
