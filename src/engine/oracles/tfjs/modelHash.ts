/**
 * Names a model by what it is made of.
 */

/** 64 bits in hexadecimal: FNV-1a (Fowler, Noll, Vo) over the parts, 32 bits, twice with different offsets. */
export function modelHash(parts: readonly Uint8Array[]): string {
  const hash = (offset: number) => {
    let h = offset;
    for (const part of parts) {
      for (let i = 0; i < part.length; i++) h = Math.imul(h ^ (part[i] as number), 0x01000193);
      h = Math.imul(h ^ 0xff, 0x01000193);
    }
    return (h >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x050c5d1f);
}
