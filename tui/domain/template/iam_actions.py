"""What an IAM action may do, judged by its name: read, write or buy; start, stop or delete; reach data or IAM.

The judgement errs on the side of more: an action nobody has heard of is a write, a wildcard is everything it could
match. Names of actions do not depend on case.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import translate
from functools import lru_cache
from re import compile as compile_pattern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_READS = frozenset({
    "describe", "get", "list", "view", "search", "lookup", "query", "scan", "select", "read", "check", "estimate",
    "preview", "validate", "simulate", "filter", "detect", "discover", "download", "head", "count", "calculate",
    "receive",
})  # fmt: skip
# Where a name is written without capitals its first word can't be told: only these are safe to take for reading.
_PLAIN_READS = ("describe", "get", "list", "view", "lookup")
# Services that only report: what they start is a calculation.
_REPORTING = ("ce", "cur", "compute-optimizer", "cost-optimization-hub", "bcm-data-exports", "pricing", "budgets")
_RUNS = (
    "start", "stop", "terminate", "reboot", "run", "delete", "remove", "destroy", "disable", "detach", "deregister",
    "release", "revoke", "restore", "reset", "launch", "shutdown", "cancel", "abort", "purge", "resume", "suspend",
    "batchdelete", "batchstop", "forcedelete", "restart", "kill", "drain", "evacuate", "schedule", "dispose",
)  # fmt: skip
# Commitments that are made, taken over, exchanged or given up: all of it is money.
_MONEY = frozenset({
    "savingsplans:createsavingsplan", "savingsplans:returnsavingsplan", "savingsplans:deletequeuedsavingsplan",
    "ec2:acceptreservedinstancesexchangequote", "ec2:modifyreservedinstances", "ec2:createreservedinstanceslisting",
    "ec2:cancelreservedinstanceslisting", "ec2:deletequeuedreservedinstances",
    "ec2:purchasereservedinstancesoffering", "ec2:purchasehostreservation", "ec2:purchasecapacityblock",
    "ec2:purchasescheduledinstances", "rds:purchasereserveddbinstancesoffering",
    "elasticache:purchasereservedcachenodesoffering", "redshift:purchasereservednodeoffering",
    "redshift:acceptreservednodeexchange", "es:purchasereservedelasticsearchinstanceoffering",
    "es:purchasereservedinstanceoffering", "memorydb:purchasereservednodesoffering",
    "dynamodb:purchasereservedcapacityofferings", "medialive:purchaseoffering", "mediaconnect:purchaseoffering",
    "aws-marketplace:subscribe", "aws-marketplace:acceptagreementrequest", "bedrock:createprovisionedmodelthroughput",
    "route53domains:registerdomain", "shield:createsubscription",
})  # fmt: skip
# Reading these is reading what the customer keeps, not what it costs.
_DATA = frozenset({
    "s3:getobject", "s3:getobjectversion", "s3:selectobjectcontent", "dynamodb:getitem", "dynamodb:batchgetitem",
    "dynamodb:query", "dynamodb:scan", "dynamodb:partiqlselect", "dynamodb:getrecords", "sqs:receivemessage",
    "kinesis:getrecords", "secretsmanager:getsecretvalue", "secretsmanager:batchgetsecretvalue", "ssm:getparameter",
    "ssm:getparameters", "ssm:getparametersbypath", "kms:decrypt", "logs:getlogevents", "logs:filterlogevents",
    "logs:getqueryresults", "logs:startquery", "athena:getqueryresults", "athena:startqueryexecution",
    "lambda:getfunction", "ecr:getdownloadurlforlayer", "codecommit:gitpull", "codecommit:getfile",
    "ebs:getsnapshotblock", "rds-data:executestatement", "redshift-data:getstatementresult", "timestream:select",
    "glue:gettable", "backup:startrestorejob", "workmail:getrawmessagecontent", "ec2:getconsoleoutput",
    "ec2:getpassworddata",
})  # fmt: skip
_DATA_SERVICES = ("rds-data", "redshift-data", "secretsmanager", "kms", "qldb", "sdb", "neptune-db", "cassandra")
_NO_DATA = (*_REPORTING, "savingsplans", "organizations")
# Nothing can be bought in these, so their wildcards match no purchase; a service nobody knows here may sell.
_SELL_NOTHING = (
    *_REPORTING, "organizations", "iam", "sts", "s3", "kms", "lambda", "logs", "cloudformation", "cloudwatch",
    "events", "sns", "sqs", "ssm", "secretsmanager", "cloudtrail", "config", "tag",
)  # fmt: skip
_IAM_SERVICES = ("iam", "sso", "sso-directory", "identitystore", "access-analyzer")
_IAM = frozenset(
    {
        "sts:assumerole",
        "sts:assumerolewithsaml",
        "sts:assumerolewithwebidentity",
        "sts:getfederationtoken",
        "sts:getsessiontoken",
    }
)
_FIRST_WORDS = compile_pattern("([A-Z][a-z]*)([A-Z][a-z]*)?")
_LONGEST = 200


class Kind(StrEnum):
    """What an action amounts to, the gravest first."""

    BUYS = "buys"
    WRITES = "writes"
    READS = "reads"


class Reach(StrEnum):
    """What a cautious customer asks about."""

    RUNS = "start, stop or delete anything"
    DATA = "data"
    IAM = "IAM"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one action, or pattern of actions, may do. `broad`: a wildcard that is more than reading."""

    service: str
    kind: Kind
    reaches: frozenset[Reach]
    broad: bool


def _is_wild(text: str) -> bool:
    return "*" in text or "?" in text


def _stem(verb: str) -> str:
    """The part of a pattern before its first wildcard."""
    return verb.partition("*")[0].partition("?")[0]


def _may_begin(verb: str, words: tuple[str, ...]) -> bool:
    """Whether something the pattern matches may begin with one of these words."""
    stem = _stem(verb)
    return stem.startswith(words) or (stem != verb and any(word.startswith(stem) for word in words))


def _may_be(service: str, verb: str, known: frozenset[str]) -> bool:
    """Whether the pattern matches one of these actions."""
    action = f"{service}:{verb}"
    if not _is_wild(action):
        return action in known
    # Square brackets have no meaning in IAM.
    matches = compile_pattern(translate(action.replace("[", "[[]"))).match
    return any(matches(name) for name in known)


def _only_reads(verb: str) -> bool:
    """Whether everything the pattern matches reads, judged by the first word of its name (`verb` as written)."""
    found = _FIRST_WORDS.match(_stem(verb))
    if found is None:
        return _stem(verb).startswith(_PLAIN_READS)
    first, second = found[1].lower(), (found[2] or "").lower()
    return (second if first == "batch" and second else first) in _READS


def _buys(service: str, verb: str, *, reads: bool) -> bool:
    if service in _SELL_NOTHING:
        return False
    if _may_be(service, verb, _MONEY) or _may_begin(verb, ("purchase", "buy")):
        return True
    return not reads and (service == "savingsplans" or "reserv" in verb)


def _reaches(service: str, verb: str, *, reads: bool) -> Iterator[Reach]:
    calculates = service in _REPORTING and verb.startswith("start")
    if not reads and not calculates and _may_begin(verb, _RUNS):
        yield Reach.RUNS
    whole_service = not _stem(verb) and service not in _NO_DATA
    if whole_service or service in _DATA_SERVICES or _may_be(service, verb, _DATA):
        yield Reach.DATA
    if service in _IAM_SERVICES or _is_wild(service) or _may_be(service, verb, _IAM):
        yield Reach.IAM


@lru_cache(maxsize=8_192)
def judge(action: str) -> Judgement:
    """Judge an action as written in a policy: `ec2:DescribeInstances`, `s3:Get*`, `*`."""
    written = action.strip()
    if len(written) > _LONGEST:
        written = "*:*"
    service, colon, verb = written.partition(":")
    if not colon:
        service, verb = service or "*", "*"
    reads = _only_reads(verb)
    service, verb = service.lower(), verb.lower()
    buys = _buys(service, verb, reads=reads)
    wild = _is_wild(service) or _is_wild(verb)
    reaches = frozenset(_reaches(service, verb, reads=reads))
    if buys and not wild:
        # What it deletes or cancels is a purchase; it is counted there.
        reaches -= {Reach.RUNS}
    kind = Kind.BUYS if buys else Kind.READS if reads else Kind.WRITES
    return Judgement(service, kind, reaches, broad=wild and not reads)
