/**
 * Huffman's code (1952), which gives often used symbols few bits, as Han et al. 2016 (arXiv 1510.00149, section 4) store indices. Canonical: codes follow
 * from their lengths alone, shorter ones first and among equals by the symbol, so that the lengths are the whole table.
 */

/** A length is written in so many bits; 0 where a symbol does not occur. */
const lengthBits = 5;
/** What `lengthBits` can say: a longer code would take more than 2 million symbols (Fibonacci's numbers). */
const longest = 31;

/** Of each symbol its code's length in bits; 0 where it does not occur. A symbol alone has one bit. */
export function codeLengths(counts: readonly number[]): readonly number[] {
  // A halved and rounded-up count keeps every symbol and flattens the tree.
  for (let flat = counts; ; flat = flat.map((count) => Math.ceil(count / 2))) {
    const lengths = huffmanLengths(flat);
    if (lengths.every((length) => length <= longest)) return lengths;
  }
}

function huffmanLengths(counts: readonly number[]): readonly number[] {
  interface Node {
    readonly count: number;
    readonly symbols: readonly number[];
  }
  const lengths = counts.map(() => 0);
  const leaves = counts
    .flatMap((count, symbol): Node[] => (count > 0 ? [{ count, symbols: [symbol] }] : []))
    .sort((a, b) => a.count - b.count);
  const [only] = leaves;
  if (only && leaves.length === 1) {
    lengths[only.symbols[0] ?? 0] = 1;
    return lengths;
  }
  // Both queues ascend, so that the two rarest stand at their fronts.
  const joined: Node[] = [];
  let [leaf, inner] = [0, 0];
  const rarest = (): Node | undefined => {
    const [one, other] = [leaves[leaf], joined[inner]];
    if (one && (!other || one.count <= other.count)) {
      leaf++;
      return one;
    }
    inner++;
    return other;
  };
  for (let left = leaves.length; left > 1; left--) {
    const [one, other] = [rarest(), rarest()];
    if (!one || !other) break;
    const symbols = [...one.symbols, ...other.symbols];
    for (const symbol of symbols) lengths[symbol] = (lengths[symbol] ?? 0) + 1;
    joined.push({ count: one.count + other.count, symbols });
  }
  return lengths;
}

/** @returns each symbol's code, the first bit the highest of its `lengths[symbol]` */
function canonicalCodes(lengths: readonly number[]): readonly number[] {
  const codes = lengths.map(() => 0);
  let [code, before] = [0, 0];
  for (const symbol of inOrder(lengths)) {
    const length = lengths[symbol] ?? 0;
    code *= 2 ** (length - before);
    codes[symbol] = code++;
    before = length;
  }
  return codes;
}

const inOrder = (lengths: readonly number[]) =>
  lengths
    .flatMap((length, symbol) => (length > 0 ? [symbol] : []))
    .sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);

/** @param symbols whole numbers 0 … count − 1 */
export function countsOf(symbols: ArrayLike<number>, count: number): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] ?? 0;
    counts[symbol] = (counts[symbol] ?? 0) + 1;
  }
  return counts;
}

/** What symbols take with this code and its table, from how often each occurs. */
export function huffmanBytesOf(counts: readonly number[]): { readonly data: number; readonly table: number } {
  const lengths = codeLengths(counts);
  const bits = counts.reduce((sum, count, symbol) => sum + count * (lengths[symbol] ?? 0), 0);
  return { data: Math.ceil(bits / 8), table: Math.ceil((lengthBits * counts.length) / 8) };
}

/** Bits from the highest of each byte on. */
export function encoded(symbols: ArrayLike<number>, lengths: readonly number[]): Uint8Array {
  const codes = canonicalCodes(lengths);
  let bits = 0;
  for (let i = 0; i < symbols.length; i++) bits += lengths[symbols[i] ?? 0] ?? 0;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  let at = 0;
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] ?? 0;
    const [length, code] = [lengths[symbol] ?? 0, codes[symbol] ?? 0];
    for (let bit = length - 1; bit >= 0; bit--, at++) {
      if ((code >>> bit) & 1) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  }
  return bytes;
}

/** @throws Error where the bits are no symbols of this code, or too few */
export function decoded(bytes: Uint8Array, lengths: readonly number[], count: number): Uint16Array {
  const codes = canonicalCodes(lengths);
  const bySpelling = new Map(
    inOrder(lengths).map((symbol) => [`${lengths[symbol]} ${codes[symbol]}`, symbol]),
  );
  const symbols = new Uint16Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let [code, length, symbol] = [0, 0, undefined as number | undefined];
    while (symbol === undefined) {
      if (at >= 8 * bytes.length || length >= longest)
        throw new Error('These bits are no symbols of this code.');
      code = code * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
      at++;
      length++;
      symbol = bySpelling.get(`${length} ${code}`);
    }
    symbols[i] = symbol;
  }
  return symbols;
}
