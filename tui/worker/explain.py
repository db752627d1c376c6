"""An API error in the words of a person: what happened, what it means, what to do (design/visual.md, "Words")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.api import errors
from tui.domain.faults import Fault, Sent

if TYPE_CHECKING:
    from collections.abc import Mapping

_CALLS: Mapping[str, str] = {
    "listChildOrgs": "the customer list",
    "registerChild": "the registration",
    "startOnboarding": "the start of onboarding",
    "getAwsCloudformationTemplate": "the template",
    "getAwsLaunchStackUrl": "the launch URL",
    "verifyAws": "the verification",
    "getAzureAuthUrl": "the consent URL",
    "verifyAzure": "the verification",
    "getRecommendedPlans": "the plan",
    "purchasePlan": "the purchase",
    "updatePartnerOrg": "the marketplace links",
}

_READS = frozenset(
    {"listChildOrgs", "getAwsCloudformationTemplate", "getAwsLaunchStackUrl", "getRecommendedPlans"},
)

_NOT_FOUND = 404
# What a gateway answers that takes no body in a GET, and a server that gets none.
_REFUSED_BODIES = (400, 403, 411, 413, 501)
_NO_BODY = 415
_NO_BODY_WORDS = ("missing", "required", "no body", "empty body", "body is empty")
_ELSEWHERE = "Register the customer in the web console; it appears here by itself"


def _wait(seconds: float | None) -> str:
    return "later" if seconds is None else f"in {max(1, round(seconds))}s"


def _refused(error: errors.ApiError) -> tuple[str, str, str]:
    """What, meaning and remedy of an answer that says no."""
    subject = _CALLS.get(error.operation, error.operation)
    match error:
        case errors.Unauthorized():
            return (
                "The key was refused (401).",
                "Nothing is being refreshed.",
                "Check the key: archera-tui doctor",
            )
        case errors.Forbidden():
            return f"The key may not do this ({error.status}): {subject}.", "Nothing was done.", ""
        case errors.NotFound():
            return f"Not found (404): {subject}.", "The customer may have gone, or the id is not ours.", "r looks again"
        case errors.Conflict():
            return f"Not possible now (409): {subject}.", "", "r reads the present state"
        case errors.Invalid():
            return (
                f"Refused as wrong ({error.status}): {subject}.",
                "Nothing was done.",
                "Mend what is named and try again",
            )
        case errors.Throttled():
            return (
                "Asked to slow down (429).",
                f"Nothing was lost; it may be asked again {_wait(error.retry_after)}.",
                "",
            )
        case errors.Withdrawn():
            return (
                f"The server no longer offers this call ({error.status}): {subject}.",
                "Nothing was done.",
                "A newer archera-tui may know its successor",
            )
        case errors.ServerFault() if error.envelope is errors.Envelope.GATEWAY:
            what = f"The gateway answered with a page of its own ({error.status})."
            if error.operation in _READS:
                return what, f"What is known of {subject} stays.", "r tries again"
            return what, f"What became of {subject} is not known.", "r reads the present state"
        case _:
            doubt = "" if error.operation in _READS else "It may have been carried out."
            return f"The server failed ({error.status or 'no status'}): {subject}.", doubt, "r tries again"


def _unanswered(error: errors.ApiError) -> tuple[str, str, str]:
    """What, meaning and remedy when no usable answer came."""
    subject = _CALLS.get(error.operation, error.operation)
    certain = error.sent is Sent.NOT_SENT
    follows = "Nothing was sent." if certain else "It may have reached the server."
    if error.operation in _READS:
        follows = "What was known before stays."
    match error:
        case errors.Unsendable():
            return f"Not sent: {error.summary}.", "", "Mend what is named and try again"
        case errors.ReadOnlyRefused():
            return "Read-only profile.", "Nothing was sent.", "Restart with --write"
        case errors.Untrusted():
            return f"The server's certificate can't be trusted ({error.summary}).", follows, ""
        case errors.Unreachable():
            return f"No connection ({error.summary}).", follows, "r tries now"
        case errors.TimedOut():
            return f"No answer in time: {subject}.", follows, "r tries again"
        case errors.Interrupted():
            return f"The connection broke: {subject}.", follows, "r tries again"
        case errors.Redirected():
            return "The server points elsewhere, which is never followed.", follows, "Check base_url in the profile"
        case _:
            return f"The answer can't be read: {subject} ({error.summary}).", follows, "r tries again"


def _body_lost(error: errors.ApiError) -> bool:
    """Whether the server misses what was sent: something on the way may drop the body of a GET, or refuse it."""
    if error.operation != "getAzureAuthUrl":
        return False
    messages = [message.lower() for texts in error.fields.values() for message in texts]
    if isinstance(error, errors.Invalid) and messages:
        return all("missing" in message or "required" in message for message in messages)
    if isinstance(error, errors.Invalid) and error.envelope is not None and error.envelope.is_known:
        return any(words in error.words.lower() for words in _NO_BODY_WORDS)
    if error.status == _NO_BODY:
        return True
    return error.envelope is errors.Envelope.GATEWAY and error.status in _REFUSED_BODIES


def _sent(error: errors.ApiError) -> Sent:
    """How far a write got: when a server or a gateway fails, it may have been carried out all the same."""
    if error.operation in _READS:
        return Sent.NOT_SENT if error.sent is Sent.NOT_SENT else Sent.ANSWERED
    return Sent.MAYBE if isinstance(error, errors.ServerFault | errors.UnexpectedStatus) else error.sent


def fault_of(error: errors.ApiError) -> Fault:
    """The fault a person reads for this error."""
    answered = error.status is not None and not isinstance(error, errors.Unreadable)
    what, meaning, remedy = _refused(error) if answered else _unanswered(error)
    sent = _sent(error)
    if _body_lost(error):
        sent = error.sent
        meaning = "Both ids were sent, in the body of a GET. A proxy on the way seems to have dropped that body."
        remedy = "Try without the proxy, or have it let the bodies of GET requests through"
    elif error.operation == "verifyAzure" and isinstance(error, errors.Conflict):
        meaning = "Azure is verified once its consent URL was asked for; the server has none on record."
        remedy = "Ask for the consent URL first (step 1), then verify"
    elif error.operation == "registerChild" and error.status == _NOT_FOUND:
        what = "The server no longer offers this call (404): the registration."
        meaning, remedy = "Nothing was done. It is the legacy call; it may have been withdrawn.", _ELSEWHERE
    elif error.operation == "registerChild" and isinstance(error, errors.Withdrawn):
        meaning, remedy = "Nothing was done. It is the legacy call; it has been withdrawn.", _ELSEWHERE
    return Fault(
        what=what,
        meaning=meaning,
        remedy=remedy,
        words=error.words,
        fields=tuple(error.fields.items()),
        status=error.status,
        sent=sent,
        kind=error.kind,
        retry_after=error.retry_after,
    )
