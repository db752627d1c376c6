"""Settings, profiles, secrets and paths.

`paths` says where things lie, `settings` reads the configuration file, `profiles` chooses whom to act as, `secrets`
fetches the key, `write` makes and extends the file. Nothing is imported here and no pydantic is used anywhere in
the package: all of it runs before the first paint.
"""
