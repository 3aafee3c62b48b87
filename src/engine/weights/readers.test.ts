import { expect, it } from 'vitest';
import { bytesInMemory } from './byteSource.ts';
import { openWeights } from './readers.ts';
import { writeSafetensors } from './safetensors.ts';

it('opens a safetensors file whatever the length of its header, which may begin as a pickle does', async () => {
  const lengths = new Set<number>();
  const tensors = new Map([['weight', { shape: [2], values: Float32Array.of(1, -2) }]]);
  for (let more = 0; more < 2000; more += 8) {
    const bytes = writeSafetensors({ tensors, metadata: { note: 'x'.repeat(more) } });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    lengths.add(length);
    const opened = await openWeights(bytesInMemory(bytes)).catch((thrown: Error) => thrown.message);
    expect(typeof opened === 'string' ? `${length}: ${opened}` : [...opened.tensors.keys()]).toEqual([
      'weight',
    ]);
  }
  for (const pickle of [0x280, 0x380, 0x480, 0x580]) expect(lengths).toContain(pickle);
});
