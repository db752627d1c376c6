"""Where the sandbox leaves the letter of the contract, as servers in the field do (domain.md, "Plans and money")."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which answers outside the published contract the sandbox gives.

    `null_objects`: some plans have null for `created_by`, `segment` or `execution_policy`, which the contract gives
    as objects. `empty_answers`: for some customers "no plan" is 204 without a body instead of 404.
    """

    null_objects: bool
    empty_answers: bool


PUBLISHED = Dialect(null_objects=False, empty_answers=False)
FIELD = Dialect(null_objects=True, empty_answers=True)
