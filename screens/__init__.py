"""A package per screen: it composes widgets and turns keys into intents; what several share lies above them."""
