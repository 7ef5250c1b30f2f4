"""The struct with every type, to and from JSON."""

from base64 import b64decode, b64encode

from interop.ttypes import Color, Everything, Point

_AS_THEY_ARE = (
    "yes", "no", "tiny", "small", "medium", "real", "text", "numbers", "counts", "flags",
    "none", "last",
)  # fmt: skip


def from_json(value):
    children = value.get("children")
    return Everything(
        large=int(value["large"]),
        bytes=b64decode(value["bytes"]),
        color=Color._NAMES_TO_VALUES[value["color"]],
        point=Point(**value["point"]),
        points=[Point(**point) for point in value["points"]],
        words=set(value["words"]),
        groups={int(key): words for key, words in value["groups"].items()},
        children=None if children is None else [from_json(child) for child in children],
        **{name: value[name] for name in _AS_THEY_ARE},
    )


def to_json(everything):
    value = {name: getattr(everything, name) for name in _AS_THEY_ARE}
    value["large"] = str(everything.large)
    value["bytes"] = b64encode(everything.bytes).decode()
    value["color"] = Color._VALUES_TO_NAMES[everything.color]
    value["point"] = vars(everything.point)
    value["points"] = [vars(point) for point in everything.points]
    value["words"] = sorted(everything.words)
    value["groups"] = {str(key): words for key, words in everything.groups.items()}
    if everything.children is not None:
        value["children"] = [to_json(child) for child in everything.children]
    return value
