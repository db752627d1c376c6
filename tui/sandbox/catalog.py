"""What can be committed to in each cloud: services, the kinds of commitment they take, sizes and regions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commitment:
    """A kind of commitment: a technical key, a name for people, the service it is bought for."""

    key: str
    name: str
    service: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service, the commitment that covers it, how often it comes up in plans, sizes to commit to."""

    name: str
    commitment: Commitment
    weight: int
    sizes: tuple[str, ...]
    takes_upfront: bool = True


_COMPUTE_SP = Commitment("compute_savings_plan", "Compute Savings Plan", "Compute")
_ML_SP = Commitment("sagemaker_savings_plan", "Machine Learning Savings Plan", "Amazon SageMaker")
_RDS = Commitment("rds_reserved_instance", "RDS reserved instances", "Amazon RDS")
_CACHE = Commitment("elasticache_reserved_node", "ElastiCache reserved nodes", "Amazon ElastiCache")
_SEARCH = Commitment("opensearch_reserved_instance", "OpenSearch reserved instances", "Amazon OpenSearch")
_REDSHIFT = Commitment("redshift_reserved_node", "Redshift reserved nodes", "Amazon Redshift")
_VM = Commitment("vm_reserved_instance", "VM reserved instances", "Azure Virtual Machines")
_AZURE_SP = Commitment("azure_compute_savings_plan", "Compute savings plan", "Azure Compute")
_SQL = Commitment("sql_reserved_capacity", "SQL Database reserved capacity", "Azure SQL Database")
_COSMOS = Commitment("cosmos_reserved_capacity", "Cosmos DB reserved capacity", "Azure Cosmos DB")
_CUD = Commitment("compute_flexible_cud", "Compute flexible commitment", "GCP Compute Engine")
_RESOURCE_CUD = Commitment("compute_resource_cud", "Compute resource commitment", "GCP Compute Engine")

_NODES = ("m6g.large", "m7g.xlarge", "r6g.large", "r6g.2xlarge", "r7g.4xlarge", "t4g.medium")

SERVICES: dict[str, tuple[Service, ...]] = {
    "aws": (
        Service("Amazon EC2", _COMPUTE_SP, 40, ("m6i", "m7g", "c6i", "c7g", "r6i", "r7g", "t3", "t4g"), False),
        Service("Amazon RDS", _RDS, 22, tuple(f"db.{node}" for node in _NODES)),
        Service("AWS Fargate", _COMPUTE_SP, 9, ("vCPU x86", "vCPU Arm", "memory"), False),
        Service("Amazon ElastiCache", _CACHE, 9, tuple(f"cache.{node}" for node in _NODES)),
        Service("Amazon OpenSearch", _SEARCH, 6, tuple(f"{node}.search" for node in _NODES)),
        Service("AWS Lambda", _COMPUTE_SP, 4, ("duration x86", "duration Arm"), False),
        Service("Amazon Redshift", _REDSHIFT, 6, ("ra3.large", "ra3.xlplus", "ra3.4xlarge")),
        Service("Amazon SageMaker", _ML_SP, 4, ("ml.m5", "ml.g5", "ml.c6i"), False),
    ),
    "azure": (
        Service("Azure Virtual Machines", _VM, 45, ("D4s v5", "D8s v5", "E4s v5", "E16s v5", "F8s v2", "B4ms")),
        Service("Azure Compute", _AZURE_SP, 20, ("any region", "any series"), False),
        Service("Azure SQL Database", _SQL, 22, ("General Purpose vCore", "Business Critical vCore", "Hyperscale")),
        Service("Azure Cosmos DB", _COSMOS, 13, ("100 RU/s", "multi-region 100 RU/s")),
    ),
    "gcp": (
        Service("GCP Compute Engine", _CUD, 70, ("any machine type", "any region"), False),
        Service("GCP Compute Engine N2", _RESOURCE_CUD, 20, ("vCPU", "memory"), False),
        Service("GCP Compute Engine C3", _RESOURCE_CUD, 10, ("vCPU", "memory"), False),
    ),
}

COMMITMENTS = {service.commitment.key: service.commitment for offered in SERVICES.values() for service in offered}

REGIONS = {
    "aws": ("us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "ap-southeast-2"),
    "azure": ("westeurope", "northeurope", "eastus2", "uksouth"),
    "gcp": ("europe-west4", "us-central1"),
}
