/**
 * Protocol buffers' wire format, written by hand: a message is a row of fields, each a tag (number · 8 + wire type) and a
 * value. Chunks are joined once at the end, so that weights are copied once however deep they lie.
 *
 * Source: protobuf.dev/programming-guides/encoding.
 */

/** Bytes in a row, not joined yet. */
export interface Encoded {
  readonly size: number;
  readonly chunks: readonly Uint8Array[];
}

/** The wire types that ONNX's messages use. */
const wireTypes = { varint: 0, delimited: 2, fixed32: 5 } as const;

const text = new TextEncoder();

/** Fields in a row: a message. */
export function message(...fields: readonly Encoded[]): Encoded {
  return {
    size: fields.reduce((sum, { size }) => sum + size, 0),
    chunks: fields.flatMap(({ chunks }) => chunks),
  };
}

/** A whole number of up to 64 bits; below zero as two's complement of 64, as `int64` and `int32` are. */
export function whole(field: number, value: number | bigint): Encoded {
  return inOneChunk([...tag(field, wireTypes.varint), ...varint(BigInt(value))]);
}

export function wholes(field: number, values: readonly (number | bigint)[]): Encoded {
  return message(...values.map((value) => whole(field, value)));
}

/** A number of 32 bits, little-endian. */
export function float(field: number, value: number): Encoded {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return inOneChunk([...tag(field, wireTypes.fixed32), ...bytes]);
}

export function string(field: number, value: string): Encoded {
  return bytes(field, text.encode(value));
}

/** @param value kept by reference until `joined`. */
export function bytes(field: number, value: Uint8Array): Encoded {
  return nested(field, { size: value.length, chunks: [value] });
}

/** A message in a message. */
export function nested(field: number, { size, chunks }: Encoded): Encoded {
  const head = Uint8Array.from([...tag(field, wireTypes.delimited), ...varint(BigInt(size))]);
  return { size: head.length + size, chunks: [head, ...chunks] };
}

export function joined({ size, chunks }: Encoded): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

const inOneChunk = (values: readonly number[]): Encoded => ({
  size: values.length,
  chunks: [Uint8Array.from(values)],
});

const tag = (field: number, wireType: number) => varint(BigInt(field * 8 + wireType));

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: bigint): number[] {
  const low: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    low.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...low, Number(rest)];
}
