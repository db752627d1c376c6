"""The partner API as an ASGI application, with a world that lives behind it."""
