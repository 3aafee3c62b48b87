/**
 * Protocol buffers' wire format read: a message as the fields that stand in it, each found when it is asked for. Every
 * bound is checked, since files come from outside. Source: protobuf.dev/programming-guides/encoding.
 */

/** What is thrown where bytes are no message; says nothing to people. */
export class Malformed extends Error {}

/** What is thrown where a message's fields take more memory than any network's description. */
export class Excessive extends Malformed {}

/** In MB; the weights' numbers, which are not looked into, do not count. */
export const mostMegabytes = 128;

/** What the fields of a message and of those in it take in memory, in bytes as V8 keeps them, rounded up. */
class Budget {
  #left = mostMegabytes * 2 ** 20;

  /** @throws Excessive */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new Excessive('its fields take too much memory');
  }
}
const weights = { message: 300, field: 160, number: 16 } as const;

const utf8 = new TextDecoder('utf-8');

/** A field's content: a number of up to 64 bits as it is written, or bytes. */
type Content = bigint | Uint8Array;

export class Message {
  readonly #fields = new Map<number, Content[]>();
  readonly #budget: Budget;

  /** @throws Malformed */
  constructor(bytes: Uint8Array, budget = new Budget()) {
    this.#budget = budget;
    budget.spend(weights.message);
    const reader = new Reader(bytes);
    while (!reader.isAtEnd) {
      const tag = Number(reader.varint());
      const field = Math.floor(tag / 8);
      if (field < 1) throw new Malformed('a field has no number');
      budget.spend(weights.field);
      const contents = this.#fields.get(field) ?? [];
      this.#fields.set(field, contents);
      contents.push(reader.content(tag % 8));
    }
  }

  /** What each of the field's entries holds. @throws Malformed where one is a number */
  bytes(field: number): readonly Uint8Array[] {
    return this.#contents(field).map((content) => {
      if (typeof content === 'bigint') throw new Malformed(`field ${field} is a number`);
      return content;
    });
  }

  /** Whether all of the field's numbers stand in entries of bytes. */
  isPacked(field: number): boolean {
    return this.#contents(field).every((content) => typeof content !== 'bigint');
  }

  messages(field: number): readonly Message[] {
    return this.bytes(field).map((bytes) => new Message(bytes, this.#budget));
  }

  /** The last one counts, as the format says; parts of a message may stand apart, but ONNX's writers keep them together. */
  message(field: number): Message | undefined {
    const last = this.bytes(field).at(-1);
    return last && new Message(last, this.#budget);
  }

  texts(field: number): readonly string[] {
    return this.bytes(field).map((bytes) => {
      this.#budget.spend(2 * bytes.length);
      return utf8.decode(bytes);
    });
  }

  text(field: number): string {
    return this.texts(field).at(-1) ?? '';
  }

  /** Whole numbers, signed, packed into one entry or each in its own. */
  wholes(field: number): readonly number[] {
    return this.#contents(field).flatMap((content) => {
      if (typeof content === 'bigint') return [signed(content)];
      const reader = new Reader(content);
      const numbers: number[] = [];
      while (!reader.isAtEnd) {
        this.#budget.spend(weights.number);
        numbers.push(signed(reader.varint()));
      }
      return numbers;
    });
  }

  whole(field: number): number | undefined {
    return this.wholes(field).at(-1);
  }

  #contents(field: number): readonly Content[] {
    return this.#fields.get(field) ?? [];
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Seven bits a byte, the lowest first; ten bytes at the most. */
  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new Malformed('it ends within a number');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new Malformed('a number has more than 64 bits');
  }

  content(wireType: number): Content {
    if (wireType === 0) return this.varint();
    if (wireType === 1) return this.#fixed(8);
    if (wireType === 5) return this.#fixed(4);
    // Groups (3 and 4) went out of use before ONNX began.
    if (wireType !== 2) throw new Malformed(`a field has the wire type ${wireType}`);
    return this.#take(Number(this.varint()));
  }

  #fixed(length: number): bigint {
    return this.#take(length).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Malformed('it ends within a field');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

const signed = (value: bigint) => Number(BigInt.asIntN(64, value));
