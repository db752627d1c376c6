"""The partner API: client, models, errors and transport. The only package that imports httpx.

The way in is `tui.api.client.Client` over a wire from `tui.api.transport`; what can go wrong is in
`tui.api.errors`. Nothing of it is imported here, so that `import tui.api` costs nothing before the first paint.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

# Before httpx is loaded here, the import system is told of two modules that there are none of them.
# Several times for each request httpcore imports sniffio to ask which kind of loop runs; where that is not installed it
# would be looked for on the disk every time, a third of a request's work.
if "sniffio" not in sys.modules and find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment] # as the import system notes what must not be found
# httpx loads a command line of its own where it finds click: with Rich and Pygments, a tenth of a second.
if "httpx" not in sys.modules:
    sys.modules["httpx._main"] = None  # type: ignore[assignment] # as above
