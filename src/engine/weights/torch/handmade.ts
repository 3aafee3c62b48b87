/**
 * PyTorch files written byte by byte, for tests.
 */

export const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const int = (value: number) => {
  // LONG1: as many bytes as a number needs, and one for its sign.
  const bytes: number[] = [];
  for (let rest = BigInt(value); rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n));
  bytes.push(0);
  return `\x8a${String.fromCharCode(bytes.length, ...bytes)}`;
};
const text = (value: string) => `\x8c${String.fromCharCode(value.length)}${value}`;
const tuple = (values: readonly number[]) => `(${values.map(int).join('')}t`;

export const pickled = {
  /** `{name: torch.FloatTensor}` with one storage, named 0. */
  stateDict(
    name: string,
    tensor: {
      readonly numbers: number;
      readonly offset: number;
      readonly shape: readonly number[];
      readonly stride: readonly number[];
    },
  ): Uint8Array {
    const { numbers, offset, shape, stride } = tensor;
    const storage = `(${text('storage')}ctorch\nFloatStorage\n${text('0')}${text('cpu')}${int(numbers)}tQ`;
    const rebuilt = `ctorch._utils\n_rebuild_tensor_v2\n(${storage}${int(offset)}${tuple(shape)}${tuple(stride)}\x89ccollections\nOrderedDict\n)RtR`;
    return latin(`\x80\x04}(${text(name)}${rebuilt}u.`);
  },
};

/** A ZIP archive of stored entries; its checksums are noughts, which nothing here reads. */
export function zipped(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: number[] = [];
  const directory: number[] = [];
  const little = (value: number, bytes: number) =>
    Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
  for (const [name, content] of Object.entries(files)) {
    const named = [...latin(name)];
    const sizes = [...little(content.length, 4), ...little(content.length, 4)];
    const shared = [...little(0, 2), ...little(0, 2), ...little(0, 4), ...little(0, 4), ...sizes];
    directory.push(...little(0x02014b50, 4), ...little(20, 2), ...little(20, 2), ...shared);
    directory.push(
      ...little(named.length, 2),
      ...little(0, 2 + 2 + 2 + 2 + 4),
      ...little(parts.length, 4),
      ...named,
    );
    parts.push(...little(0x04034b50, 4), ...little(20, 2), ...shared, ...little(named.length, 2), 0, 0);
    parts.push(...named, ...content);
  }
  const count = little(Object.keys(files).length, 2);
  const end = [...little(0x06054b50, 4), ...little(0, 4), ...count, ...count];
  end.push(...little(directory.length, 4), ...little(parts.length, 4), 0, 0);
  return Uint8Array.from([...parts, ...directory, ...end]);
}
