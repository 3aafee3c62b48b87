/**
 * Whole numbers of a pickle: as decimal digits, or as little-endian bytes. Those that a double cannot hold stay `bigint`.
 *
 * @throws ProblemError where they are not numbers, or longer than any file needs.
 */
import { damaged } from './pickled.ts';

export function integer(text: string): number | bigint {
  if (!/^[+-]?\d{1,400}$/.test(text)) throw damaged(`“${text.slice(0, 20)}” is no whole number`);
  return narrowed(BigInt(text));
}

/** Two's complement, least significant byte first. */
export function littleEndian(bytes: Uint8Array): number | bigint {
  if (bytes.length > 1024) throw damaged(`it holds a whole number of more than 8,192 bits`);
  let value = 0n;
  for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte);
  return narrowed(BigInt.asIntN(8 * bytes.length, value));
}

function narrowed(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
