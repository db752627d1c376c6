"""The particulars of a new customer as they are typed, checked before they are sent (contract: PartnerRegisterOrg)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.customer.verify import moment_ago
from screens.faults import fault_lines, messages_of
from tui.domain.intents import Register
from tui.domain.names import folded, split_name
from tui.domain.onboarding import entries
from tui.domain.onboarding.registration import Claim, ClaimState, claim_key, much_the_same, newcomer, same_name
from widgets.prose import BLANK, Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.domain.faults import Fault
    from tui.domain.snapshot import Snapshot

NAMES = ("company", "email", "labra_subscription_id")
LABELS: Mapping[str, str] = {"company": "Customer", "email": "E-mail", "labra_subscription_id": "Labra id"}
EXAMPLES: Mapping[str, str] = {
    "company": "Peregrine Tours c/o Acme",
    "email": "optional: who is invited",
    "labra_subscription_id": "optional: the subscription's id at Labra",
}
_LONGEST_ID = 255
_MOST_CLAIMS = 3
LEGACY = (
    "This is the legacy call of the API (register_child). "
    "It is used because the form of its successor is not published."
)


@dataclass(frozen=True, slots=True)
class TypedCustomer:
    """The fields of the form as typed."""

    company: str = ""
    email: str = ""
    labra_subscription_id: str = ""


def problems(form: TypedCustomer) -> dict[str, str]:
    """What is wrong with a field that holds something, by its name, in a sentence."""
    found: dict[str, str] = {}
    if form.company.strip() and (error := entries.company(form.company).error):
        found["company"] = error
    if form.email.strip() and (error := entries.email(form.email).error):
        found["email"] = error
    if len(form.labra_subscription_id.strip()) > _LONGEST_ID:
        found["labra_subscription_id"] = f"at most {_LONGEST_ID} characters"
    return found


def reason_against(form: TypedCustomer) -> str:
    """Why the form can't be sent, "" when it can."""
    wrong = problems(form)
    if wrong:
        return f"{LABELS[next(iter(wrong))].lower()}: see above"
    return "" if form.company.strip() else "a customer needs a name"


def register_from(snapshot: Snapshot, form: TypedCustomer) -> Register:
    """What the form asks for, beside the customers of that name on view. Raises ValueError when it can't be sent."""
    if reason := reason_against(form):
        raise ValueError(reason)
    company = entries.company(form.company).value
    return Register(
        company,
        form.email.strip() or None,
        form.labra_subscription_id.strip() or None,
        tuple(customer.org_id for customer in same_name(snapshot.customers, company)),
    )


def with_suffix(company: str, suffix: str) -> str:
    """The name with the suffix new customers get, in place of one that is there; a name that has it loses it."""
    bare, own = split_name(company.strip())
    return bare if folded(own) == folded(suffix) else f"{bare} {suffix}".strip()


def suffix_label(company: str, suffix: str) -> str:
    """What the key for the suffix does to the name as it stands."""
    own = split_name(company.strip())[1]
    if not own:
        return f"Add {suffix}"
    return f"Take {suffix} off" if folded(own) == folded(suffix) else f"Make it {suffix}"


def twins(snapshot: Snapshot, company: str) -> tuple[str, ...]:
    """The names of customers that read much the same, those that are the same first."""
    return tuple(customer.name for customer in much_the_same(snapshot.customers, company))


def warnings(snapshot: Snapshot, form: TypedCustomer, now: float, told: str = "") -> Iterator[Para]:
    """What should be read before the form is sent: the name is taken, or was sent before.

    Of the name `told` the outcome below says already that nothing is known of it: twice, it would not fit.
    """
    claim = claim_on(snapshot, form.company)
    if claim is not None and (there := newcomer(snapshot.customers, claim)) is not None:
        sent = f"was sent at {moment_ago(claim.asked_at, now)} and is in the list now. Nothing is sent again."
        yield Para((("● ", "ok"), (there.name, "bold ok"), (f" {sent}", "ink")), hang=2)
        return
    if claim is not None and claim_key(told) != claim_key(claim.company):
        accepted = claim.state is ClaimState.ACCEPTED
        became = "accepted, and the list does not show it yet" if accepted else "not known what became of it"
        words = f"This name was sent at {moment_ago(claim.asked_at, now)}: {became}. Register looks at the list first."
        yield Para((("○ ", "warn"), (words, "warn")), hang=2)
    found = twins(snapshot, form.company)
    if found:
        same = folded(found[0]) == folded(form.company)
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        words = "There is a customer of this name: " if same else "There is a customer of much the same name: "
        yield Para((("◐ ", "warn"), (words, "warn"), (found[0], "bold warn"), (more, "warn")), hang=2)
        if same:
            yield Para((("Registering makes another one beside it.", "muted"),), indent=2)


def claim_on(snapshot: Snapshot, company: str) -> Claim | None:
    """The registration of this name that nobody saw the end of."""
    return next((claim for claim in snapshot.claims if claim_key(claim.company) == claim_key(company)), None)


def open_claims(snapshot: Snapshot, company: str) -> tuple[Claim, ...]:
    """The registrations of other names that the list does not show yet."""
    key = claim_key(company)
    others = (claim for claim in snapshot.claims if claim_key(claim.company) != key)
    return tuple(claim for claim in others if newcomer(snapshot.customers, claim) is None)


def button_label(snapshot: Snapshot, form: TypedCustomer) -> str:
    """What the button says: another one, where the name is there already; open it, where it was sent before."""
    claim = claim_on(snapshot, form.company)
    if claim is not None and newcomer(snapshot.customers, claim) is not None:
        return "Open it"
    there = bool(form.company.strip()) and bool(same_name(snapshot.customers, form.company))
    return "Register another" if there else "Register"


def problem_words(form: TypedCustomer, fault: Fault | None, name: str) -> str:
    """What stands under a field: what is wrong with it here, else what the server says about it."""
    return problems(form).get(name, "") or " ".join(messages_of(fault, name))


def outcome_lines(fault: Fault | None, claims: Sequence[Claim] = (), now: float = 0.0) -> Iterator[Para]:
    """What became of the last try; before there was one, which call is used, and what was sent and not seen since."""
    if fault is None:
        for claim in claims[:_MOST_CLAIMS]:
            words = f" was sent at {moment_ago(claim.asked_at, now)}; the list does not show it yet."
            yield Para((("○ ", "warn"), (claim.company, "bold warn"), (words, "warn")), hang=2)
        yield Para(((LEGACY, "muted"),))
    else:
        yield from fault_lines(fault, "Register tries again", NAMES)
    yield BLANK
