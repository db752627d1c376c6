"""The partner API: client, models, errors and transport. The only package that imports httpx.

The way in is `tui.api.client.Client` over a wire from `tui.api.transport`; what can go wrong is in
`tui.api.errors`. Nothing is imported here, so that `import tui.api` costs nothing before the first paint.
"""
