/**
 * PyTorch files written byte by byte, for tests.
 */
import { crc32 } from '../../../base/zip/crc32.ts';

export const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Opcodes that leave one value on the stack, as text of latin letters. */
export const opcodes = {
  none: 'N',
  /** LONG1: as many bytes as a whole number from 0 up needs, and one for its sign. */
  int(value: number): string {
    const bytes: number[] = [];
    for (let rest = BigInt(value); rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n));
    bytes.push(0);
    return `\x8a${String.fromCharCode(bytes.length, ...bytes)}`;
  },
  float(value: number): string {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setFloat64(0, value);
    return `G${String.fromCharCode(...new Uint8Array(bytes.buffer))}`;
  },
  bool: (value: boolean) => (value ? '\x88' : '\x89'),
  text: (value: string) => `\x8c${String.fromCharCode(value.length)}${value}`,
  tuple: (...values: readonly string[]) => `(${values.join('')}t`,
  list: (...values: readonly string[]) => `](${values.join('')}e`,
  dict: (entries: Readonly<Record<string, string>>) =>
    `}(${Object.entries(entries)
      .map(([key, value]) => opcodes.text(key) + value)
      .join('')}u`,
  /** @param path `collections.OrderedDict`; what follows the last dot is its name. */
  global(path: string): string {
    const end = path.lastIndexOf('.');
    return `c${path.slice(0, end)}\n${path.slice(end + 1)}\n`;
  },
  /** What REDUCE makes of a callee, which opcodes give too. */
  call: (callee: string, ...parts: readonly string[]) => `${callee}${opcodes.tuple(...parts)}R`,
  /** An instance with a state, as Python 3 writes it: NEWOBJ and BUILD. */
  object: (path: string, state = '') => `${opcodes.global(path)})\x81${state}${state && 'b'}`,
};

interface HandmadeTensor {
  /** How many the storage has. */
  readonly numbers: number;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  /** The storage's; 0 unless given. */
  readonly key?: number;
}

export const pickled = {
  /** A `torch.FloatTensor`, as opcodes. */
  tensor({ numbers, offset, shape, stride, key = 0 }: HandmadeTensor): string {
    const { text, int, tuple, global } = opcodes;
    const id = tuple(
      text('storage'),
      global('torch.FloatStorage'),
      ...[text(String(key)), text('cpu'), int(numbers)],
    );
    return opcodes.call(
      global('torch._utils._rebuild_tensor_v2'),
      ...[`${id}Q`, int(offset), tuple(...shape.map(int)), tuple(...stride.map(int)), opcodes.bool(false)],
      opcodes.call(global('collections.OrderedDict')),
    );
  },
  /** `{name: torch.FloatTensor}` with one storage, named 0. */
  stateDict: (name: string, tensor: HandmadeTensor): Uint8Array =>
    pickled.file(opcodes.dict({ [name]: pickled.tensor(tensor) })),
  /** The whole pickle of a value. */
  file: (value: string): Uint8Array => latin(`\x80\x04${value}.`),
};

interface ZipOptions {
  /** Sizes and places in the ZIP64 extra field, and each entry's sizes behind it (a data descriptor), as PyTorch has them. */
  readonly wide?: boolean;
  /** Checksums are noughts, as `torch.serialization.set_crc32_options(False)` leaves them. */
  readonly unchecked?: boolean;
}

/** A ZIP archive of stored entries. */
export function zipped(
  files: Readonly<Record<string, Uint8Array>>,
  { wide = false, unchecked = false }: ZipOptions = {},
): Uint8Array {
  let parts: readonly number[] = [];
  const directory: number[] = [];
  const little = (value: number, bytes: number) =>
    Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
  for (const [name, content] of Object.entries(files)) {
    const named = [...latin(name)];
    const sum = little(unchecked ? 0 : crc32(content), 4);
    const size = wide ? 0xffff_ffff : content.length;
    const start = parts.length;
    const begun = [...little(wide ? 8 : 0, 2), ...little(0, 2), ...little(0, 4)];
    const sums = [...sum, ...little(size, 4), ...little(size, 4)];
    const extra = wide
      ? [...little(1, 2), ...little(24, 2), ...little(content.length, 8), ...little(content.length, 8)]
      : [];
    if (wide) extra.push(...little(start, 8));
    directory.push(...little(0x02014b50, 4), ...little(20, 2), ...little(20, 2), ...begun, ...sums);
    directory.push(...little(named.length, 2), ...little(extra.length, 2), ...little(0, 2 + 2 + 2 + 4));
    directory.push(...little(wide ? 0xffff_ffff : start, 4), ...named, ...extra);
    const unknown = wide ? little(0, 12) : sums;
    const header = [...little(0x04034b50, 4), ...little(20, 2), ...begun, ...unknown];
    header.push(...little(named.length, 2), 0, 0, ...named);
    const sizes = [...little(content.length, 8), ...little(content.length, 8)];
    const behind = wide ? [...little(0x08074b50, 4), ...sum, ...sizes] : [];
    parts = parts.concat(header, Array.from(content), behind);
  }
  const count = little(Object.keys(files).length, 2);
  const end = [...little(0x06054b50, 4), ...little(0, 4), ...count, ...count];
  end.push(...little(directory.length, 4), ...little(parts.length, 4), 0, 0);
  return Uint8Array.from([...parts, ...directory, ...end]);
}
