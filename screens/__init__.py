"""One file per screen: it composes widgets and turns keys into intents."""
