import {
  decodeMessage,
  fromStruct,
  isMessageName,
  type Messages,
  messageName,
  type Resource,
} from "@meltemi/xds";

/** An xDS resource for people: what it packs is unpacked, bytes that stay are base64. */
export function readable({ typeUrl, bytes }: Resource): unknown {
  return plain(unpack(typeUrl, bytes));
}

function unpack(typeUrl: string, bytes: Uint8Array): unknown {
  const name = messageName(typeUrl);
  if (!isMessageName(name)) return bytes;
  try {
    return decodeMessage(name, bytes);
  } catch {
    return bytes;
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (isAny(value)) {
    const content = plain(unpack(value.typeUrl, value.value ?? new Uint8Array()));
    const members = typeof content === "object" ? content : { value: content };
    return { "@type": value.typeUrl, ...members };
  }
  if (isStruct(value)) return fromStruct(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

function isAny(value: object): value is { typeUrl: string; value?: Uint8Array } {
  if (!("typeUrl" in value) || typeof value.typeUrl !== "string") return false;
  return Object.keys(value).every((key) => key === "typeUrl" || key === "value");
}

type Struct = Messages["google.protobuf.Struct"];

const VALUE = /^(?:null|number|string|bool|struct|list)Value$/;

function isStruct(value: object): value is Struct {
  if (!("fields" in value) || Object.keys(value).length !== 1) return false;
  const { fields } = value;
  if (typeof fields !== "object" || fields === null) return false;
  return Object.values(fields).every(
    (field) =>
      typeof field === "object" &&
      field !== null &&
      Object.keys(field).every((key) => VALUE.test(key)),
  );
}
