import { expect, it } from 'vitest';
import { keptMeasurements } from './measurements.ts';

it('keeps measurements for a later visit, and not without end', async () => {
  const name = `test-measurements-${Date.now()}`;
  const first = keptMeasurements(name);
  expect(await first.get('a')).toBeUndefined();
  await first.set('a', { webgpu: 1, wasm: 2 });
  expect(await keptMeasurements(name).get('a')).toEqual({ webgpu: 1, wasm: 2 });
  for (let i = 0; i < 60; i++) await first.set(`device ${i}`, i);
  expect(await first.get('device 0')).toBeUndefined();
  expect(await first.get('device 59')).toBe(59);
});
