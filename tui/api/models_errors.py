"""The API's two error envelopes (contract schemas of the same names)."""

from tui.api.lenient import Lenient
from tui.api.values import AnyObject, Anything, Count, Text


class ApiErrorResponse(Lenient):
    """The envelope of 400, 401, 403, 404, 405, 409 and 500."""

    message: Text = None
    detail: Anything = None
    code: Text = None
    url: Text = None
    timestamp: Text = None
    type: Text = None


class Error(Lenient):
    """The envelope of 422 and of every other status; `errors` nests location, field and messages."""

    code: Count = None
    status: Text = None
    message: Text = None
    errors: AnyObject = None
