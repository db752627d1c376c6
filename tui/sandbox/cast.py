"""The named customers of the sandbox: who they are, what happened to them, which plans they have.

Ages count back from the moment the world begins, in seconds; a negative age lies ahead. Everything not told here
(ids, the steps of an ordinary connection, line items) is invented from the seed.
"""

from __future__ import annotations

from dataclasses import replace

from tui.sandbox.checklist import AVAILABLE, AWS_FEATURES, AZURE_FEATURES, MISSING, UNKNOWN, WARNING, Status
from tui.sandbox.moments import DAY, HOUR, MINUTE
from tui.sandbox.names import LONG
from tui.sandbox.offers import MANY_LINES, Kind, Scheduling, offer
from tui.sandbox.org import AWS, AZURE, GCP
from tui.sandbox.parts import Part, Turn


def _aws(ago: float, feature: str, status: Status) -> Turn:
    return Turn(ago, AWS, feature, status)


def _azure(ago: float, feature: str, status: Status) -> Turn:
    return Turn(ago, AZURE, feature, status)


def _flapping(feature: str, *ages: float) -> tuple[Turn, ...]:
    """Warnings at these ages, each but the last gone again ten minutes later."""
    warnings = [_aws(age, feature, WARNING) for age in ages]
    pauses = [_aws(age - 10 * MINUTE, feature, AVAILABLE) for age in ages[:-1]]
    return (*warnings, *pauses)


_WEEKLY = Scheduling(enabled=True, schedule="weekly", min_savings=500)

ATTENTION = (
    Part(
        "Beta Corp", aws=12 * DAY, created=254 * DAY, open_features=("cur",),
        turns=(
            _aws(5 * HOUR, "cur", WARNING), _aws(-19 * HOUR, "cur", AVAILABLE),
            _aws(3 * MINUTE, "assume_role", MISSING), _aws(3 * MINUTE, "reservations", UNKNOWN),
            _aws(3 * MINUTE, "savings_plans", UNKNOWN),
        ),
        plans={AWS: offer("4480.90", 0.33, 0.76, "thirty_day_gris")},
    ),
    Part(
        "Halden Foods", aws=40 * DAY, azure=31 * DAY, turns=(_azure(41 * MINUTE, "app_consent", MISSING),),
        plans={AWS: offer("2875.60", 0.44, 0.71, "one_year_gris", signing="900.00")},
    ),
    Part(
        "Juniper Rail", aws=12 * HOUR, created=3 * DAY, open_features=AWS_FEATURES, marketplace=MISSING,
        turns=(_aws(12 * HOUR, "assume_role", MISSING),),
    ),
    Part(
        "Orbis Clinics", azure=6 * DAY, open_features=("cost_export",), cost_export=False,
        turns=(_azure(2 * DAY, "cost_export", MISSING),),
        plans={AZURE: offer("640.00", 0.12, 0.35, "one_year")},
    ),
    Part(
        "Marlow Energy", aws=33 * DAY, turns=(_aws(10 * HOUR, "purchase_permissions", WARNING),),
        plans={AWS: offer("6918.00", 0.52, 0.83, "thirty_day_gris")},
    ),
    Part(
        "Cyan Ltd", aws=11 * DAY, azure=15 * DAY,
        turns=(
            *_flapping("cur", 5 * HOUR, 4 * HOUR, 3 * HOUR, 2 * HOUR), _aws(-22 * HOUR, "cur", AVAILABLE),
        ),
        plans={AWS: offer("3120.00", 0.30, 0.72, "thirty_day_gris", kind=Kind.CALCULATING)},
    ),
    Part(
        "Tern Logistics", azure=3 * DAY, open_features=("reservation_purchaser", "savings_plan_purchaser"),
        turns=(_azure(DAY, "reservation_purchaser", WARNING), _azure(DAY, "savings_plan_purchaser", WARNING)),
        plans={AZURE: offer("1204.00", 0.60, 0.74, "one_year")},
    ),
    Part(
        "Vantor Media", aws=37 * DAY, azure=52 * DAY, marketplace=MISSING,
        turns=(_aws(2 * DAY, "savings_plans", WARNING), _aws(2 * DAY, "purchase_permissions", WARNING)),
        plans={
            AWS: offer("388.00", 0.71, 0.79, "thirty_day_gris"),
            GCP: offer("214.75", 0.10, 0.48, "one_year"),
        },
    ),
    Part(
        "Pike & Sons", aws=9 * HOUR, created=2 * DAY, open_features=("cur",),
        turns=(_aws(9 * HOUR, "cur", WARNING), _aws(-15 * HOUR, "cur", AVAILABLE)),
        plans={AWS: offer("905.40", 0.20, 0.66, "thirty_day_gris", kind=Kind.CALCULATING)},
    ),
)  # fmt: skip

CONNECTED = (
    Part(
        "Northwind Steel", aws=40 * DAY, azure=2 * DAY,
        plans={
            AWS: offer("12640.00", 0.38, 0.81, "thirty_day_gris"),
            GCP: offer("1310.20", 0.22, 0.64, "three_year"),
        },
    ),
    Part("Kestrel Air", aws=6 * DAY, plans={AWS: offer("9415.30", 0.29, 0.77, "one_year_gris", signing="4200.00")}),
    Part("Ostrava Glas", aws=20 * DAY, azure=DAY, plans={AZURE: offer("8102.75", 0.41, 0.80, "three_year")}),
    Part(
        "Lumen Grid", aws=12 * HOUR,
        plans={AWS: offer("7733.10", 0.35, 0.82, "one_year_gris", signing="1150.00", kind=Kind.LOCKED)},
    ),
    Part(
        "Foxglove Retail", aws=2 * DAY, azure=19 * DAY,
        plans={AWS: offer("5990.45", 0.47, 0.79, "one_year_gris", signing="2300.00")},
    ),
    Part(
        "Atlas Print", aws=8 * DAY,
        plans={AWS: offer("4210.20", 0.31, 0.78, "one_year_gris", signing="1840.00", policy=_WEEKLY, flags="exchange")},
    ),
    Part(
        "Quarry Bank", aws=45 * DAY, azure=10 * DAY,
        turns=(_azure(3 * DAY, "cost_export", WARNING), _azure(10 * HOUR, "cost_export", AVAILABLE)),
        plans={AZURE: offer("3905.55", 0.58, 0.84, "three_year")},
    ),
    Part("Sable Hotels", azure=5 * DAY, plans={AZURE: offer("3312.00", 0.26, 0.69, "one_year")}),
    Part(
        "Rowan Health", aws=24 * DAY,
        turns=(_aws(26 * HOUR, "reservations", WARNING), _aws(3 * HOUR, "reservations", AVAILABLE)),
        plans={AWS: offer("2760.25", 0.49, 0.80, "thirty_day_gris")},
    ),
    Part("Ibex Motors", aws=9 * DAY, azure=9 * DAY, plans={AWS: offer("2118.40", 0.62, 0.85, "thirty_day_gris")}),
    Part("Wren Software", aws=2 * DAY, plans={AWS: offer("1870.00", 0.40, 0.75, "thirty_day_gris")}),
    Part("Corvid Labs", aws=7 * DAY, plans={AWS: offer("1455.85", 0.18, 0.66, "one_year_gris", signing="350.00")}),
    Part(
        "Delta GmbH", aws=4 * DAY,
        plans={AWS: offer("1120.00", 0.35, 0.79, "one_year_gris", kind=Kind.BOUGHT)},
    ),
    Part("Elm Street Kitchens", aws=3 * DAY, plans={AWS: offer("980.10", 0.22, 0.61, "thirty_day_gris")}),
    Part("Zephyr Travel", aws=11 * DAY, azure=13 * DAY, plans={AWS: offer("872.40", 0.55, 0.78, "thirty_day_gris")}),
    Part("Granite Toys", aws=6 * DAY, plans={AWS: offer("655.00", 0.37, 0.70, "thirty_day_gris")}),
    Part("Harbor Union", azure=10 * DAY, plans={AZURE: offer("512.30", 0.48, 0.72, "one_year", kind=Kind.RENEWAL)}),
    Part("Pallas Optics", aws=16 * DAY, plans={AWS: offer("431.15", 0.30, 0.58, "thirty_day_gris")}),
    Part("Onyx Freight", aws=5 * DAY, plans={AWS: offer("390.00", 0.44, 0.67, "thirty_day_gris")}),
    Part("Yarrow Farms", aws=22 * DAY, plans={AWS: offer("268.20", 0.51, 0.70, "thirty_day_gris")}),
    Part("Birch Dental", aws=15 * DAY, plans={AWS: offer("140.00", 0.20, 0.44, "thirty_day_gris")}),
    Part("Umber Textiles", aws=6 * DAY, plans={AWS: offer("-85.40", 0.66, 0.71, "one_year", signing="600.00")}),
    Part(
        LONG, aws=28 * DAY,
        plans={AWS: replace(offer("48210.00", 0.44, 0.71, "one_year_gris", signing="9000.00"), lines=MANY_LINES)},
    ),
)  # fmt: skip

ONBOARDING = (
    Part("Indigo Ferries", aws=26 * HOUR, created=4 * DAY, open_features=AWS_FEATURES),
    Part("Moss & Lane", aws=4 * HOUR, created=2 * DAY, open_features=AWS_FEATURES[3:]),
    Part("Thistle Bakery", azure=DAY, created=5 * DAY, open_features=AZURE_FEATURES),
    Part("Cobalt Games", aws=12 * MINUTE, created=HOUR, open_features=AWS_FEATURES),
    Part("Peregrine Tours", azure=3 * DAY, created=9 * DAY, open_features=AZURE_FEATURES),
    Part("Saffron Hill", aws=6 * DAY, created=8 * DAY, open_features=("cur", *AWS_FEATURES[5:])),
    Part("Verdant Parks", aws=2 * DAY, created=12 * DAY, open_features=AWS_FEATURES),
    Part("Willow Press", aws=9 * DAY, created=10 * DAY, open_features=AWS_FEATURES),
)

NEVER_STARTED = (Part("Alder Yoga", created=4 * HOUR),)
