import { Color, Everything, Point, thrift } from "./remote.js";

/** The struct with every type, from JSON. */
export function fromJson(value) {
  return new Everything({
    ...value,
    large: thrift.fromBigInt(value.large),
    bytes: Buffer.from(value.bytes, "base64"),
    color: Color[value.color],
    point: new Point(value.point),
    points: value.points.map((point) => new Point(point)),
    children: value.children?.map(fromJson),
  });
}

export function toJson(everything) {
  const { children, ...value } = everything;
  return {
    ...value,
    large: String(thrift.toBigInt(value.large)),
    bytes: value.bytes.toString("base64"),
    color: Object.keys(Color).find((name) => Color[name] === value.color),
    words: [...value.words].sort(),
    ...(children === null ? {} : { children: children.map(toJson) }),
  };
}
