"""The parts of the body and the kinds of marks that a body map knows. Left and right are the person's own."""

from __future__ import annotations

VIEWS = {"front": "Front", "back": "Back"}

_LIMBS = {
    f"{side}_{part}": f"{side.capitalize()} {words}"
    for part, words in (
        ("upper_arm", "upper arm"),
        ("forearm", "forearm"),
        ("hand", "hand"),
        ("thigh", "thigh"),
        ("lower_leg", "lower leg"),
        ("foot", "foot"),
    )
    for side in ("right", "left")
}

REGIONS: dict[str, dict[str, str]] = {
    "front": {
        "face": "Face",
        "front_neck": "Front of neck",
        "chest": "Chest",
        "abdomen": "Abdomen",
        "pelvis": "Pelvis and groin",
        **_LIMBS,
    },
    "back": {
        "back_head": "Back of head",
        "back_neck": "Back of neck",
        "upper_back": "Upper back",
        "lower_back": "Lower back",
        "buttocks": "Buttocks",
        **_LIMBS,
    },
}

KINDS = {
    "bruise": "Bruise",
    "graze": "Graze",
    "cut": "Cut",
    "red_mark": "Red mark",
    "swelling": "Swelling",
    "bite": "Bite",
    "burn": "Burn",
    "pain": "Pain, no mark",
    "other": "Other",
}
