"""Invented customer names, "Name c/o Sandbox": deterministic for a seed, all different up to 10,000 and beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.sandbox.chance import dice

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTNER = "Sandbox Partners"
SUFFIX = "c/o Sandbox"

LONG = "The Consolidated Amalgamated Shipbuilding, Insurance & Confectionery Company of Upper Wexbridge"
CJK = "株式会社ミナト電機"
APOSTROPHE = "O'Malley & Daughters"
# Names that are hard to draw, sort, cut or put into a command line; given out before the generated ones.
HARD = (
    CJK, APOSTROPHE, "Żółta Łódź Logistyka", "Brontë-Ångström AG", "=SUM(A1) Analytics", "[bold]Markup Media[/]",
    "1",
)  # fmt: skip

_FIRST = (
    "Alder", "Amber", "Anchor", "Arbor", "Argent", "Ashen", "Aster", "Autumn", "Badger", "Basalt", "Bayou", "Beacon",
    "Bellow", "Bight", "Bramble", "Brass", "Bright", "Cairn", "Candle", "Carbon", "Cedar", "Chalk", "Cinder",
    "Cliff", "Clover", "Comet", "Copper", "Coral", "Crane", "Crest", "Dapple", "Delve", "Drift", "Dune", "Eagle",
    "Ebony", "Ember", "Falcon", "Fallow", "Fathom", "Fern", "Fjord", "Flint", "Forge", "Gable", "Garnet", "Gilded",
    "Glade", "Gorse", "Grove", "Gull", "Hazel", "Heath", "Heron", "Hollow", "Iron", "Ivory", "Jasper", "Keel",
    "Larch", "Lark", "Ledger", "Linden", "Lunar", "Maple", "Marble", "Marsh", "Meadow", "Mica", "Mill", "Moor",
    "Nettle", "Nimbus", "North", "Oak", "Ochre", "Onward", "Opal", "Otter", "Pebble", "Pewter", "Pine", "Plume",
    "Poplar", "Prairie", "Quill", "Raven", "Reed", "Ridge", "River", "Rook", "Sage", "Sedge", "Slate", "Sorrel",
    "Spruce", "Starling", "Summit", "Swift", "Talon", "Teal", "Thorn", "Tide", "Timber", "Topaz", "Tundra", "Vale",
    "Vesper", "Violet", "Walnut", "Willow", "Winter", "Wold", "Yew", "Zenith",
)  # fmt: skip
_SECOND = (
    "Abrasives", "Advisory", "Aero", "Agri", "Apparel", "Archive", "Assurance", "Audio", "Bakeries", "Bearings",
    "Biotech", "Boats", "Books", "Brewing", "Builders", "Cables", "Capital", "Care", "Ceramics", "Chemicals",
    "Cinemas", "Circuits", "Cloud", "Coffee", "Cold Chain", "Colleges", "Couriers", "Credit", "Cycles", "Dairy",
    "Data", "Dental", "Design", "Diagnostics", "Diners", "Drones", "Dynamics", "Ecology", "Education", "Energy",
    "Engines", "Estates", "Events", "Fabrics", "Farms", "Ferries", "Finance", "Fisheries", "Fitness", "Florists",
    "Foods", "Foundry", "Freight", "Furniture", "Galleries", "Games", "Gardens", "Glassware", "Grain", "Grocers",
    "Harvest", "Homes", "Hosting", "Hotels", "Imaging", "Instruments", "Insurance", "Joinery", "Journals", "Kitchens",
    "Labs", "Laundry", "Leather", "Legal", "Lenses", "Lighting", "Linen", "Livestock", "Lumber", "Maps", "Marine",
    "Materials", "Medical", "Metals", "Minerals", "Mobility", "Motors", "Museums", "Music", "Networks", "News",
    "Optics", "Packaging", "Paints", "Paper", "Parcels", "Pensions", "Pharma", "Photonics", "Plastics", "Power",
    "Press", "Print", "Rail", "Realty", "Robotics", "Security", "Seeds", "Shipping", "Signals", "Software", "Solar",
    "Steel", "Studios", "Supply", "Systems", "Telecom", "Textiles", "Tools", "Toys", "Transit", "Travel", "Water",
    "Wines",
)  # fmt: skip


def called(name: str) -> str:
    """The name as partners write it: "Acme c/o Sandbox"."""
    return f"{name} {SUFFIX}"


def invented_names(seed: int, taken: frozenset[str]) -> Iterator[str]:
    """Endless different names without the suffix and none of `taken`, the hard ones first.

    Once every pair of words is used a number makes the difference.
    """
    yield from HARD
    every = (f"{first} {second}" for first in _FIRST for second in _SECOND)
    pairs = [pair for pair in every if pair not in taken]
    dice(seed, "names").shuffle(pairs)
    yield from pairs
    rounds = 2
    while True:
        yield from (f"{pair} {rounds}" for pair in pairs)
        rounds += 1
