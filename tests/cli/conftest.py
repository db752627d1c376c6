from support.homes import home

__all__ = ["home"]
