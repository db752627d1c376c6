"""The command line: one module a command, each imported when it runs. Nothing but the dashboard imports Textual."""
