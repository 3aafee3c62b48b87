import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { insectClasses } from '../../../spec/choices.ts';
import { cosine, sine } from './arithmetic.ts';
import { insectNames, renderInsects } from './renderInsects.ts';
import { allSpecies } from './species.ts';

const stream = (name: string, seed = 1) => random(seed).fork('data').fork(name);
const bytesPer = (size: number) => size * size * 3;

describe('renderInsects', () => {
  it('draws the same bytes on every machine', async () => {
    // Frozen on Node 20 (x64); a change of look or difficulty changes it, and with it every published number.
    const set = await renderInsects({ stream: stream('train'), count: 20, size: 32 });
    expect(createHash('sha256').update(set.pixels).digest('hex').slice(0, 16)).toBe('3a78aa88d88965a7');
  });

  it('holds every class equally often, in an order that is not the classes’ own', async () => {
    const { labels } = await renderInsects({ stream: stream('train'), count: 205, size: 8 });
    const counts = insectNames.map((_, label) => labels.filter((other) => other === label).length);
    expect(Math.min(...counts)).toBe(20);
    expect(Math.max(...counts)).toBe(21);
    const first = Array.from(labels.slice(0, 10));
    expect(first).not.toEqual([...first].sort((a, b) => a - b));
  });

  it('draws image i the same whatever the number of images', async () => {
    const few = await renderInsects({ stream: stream('train'), count: 7, size: 16 });
    const many = await renderInsects({ stream: stream('train'), count: 23, size: 16 });
    expect(many.pixels.slice(0, 7 * bytesPer(16))).toEqual(few.pixels);
    expect(many.labels.slice(0, 7)).toEqual(few.labels);
  });

  it('draws other images from another stream or seed', async () => {
    const sets = await Promise.all(
      [stream('train'), stream('validation'), stream('teacher'), stream('train', 2)].map((from) =>
        renderInsects({ stream: from, count: 20, size: 8 }),
      ),
    );
    const images = sets.flatMap(({ pixels }) =>
      Array.from({ length: 20 }, (_, i) => pixels.subarray(i * bytesPer(8), (i + 1) * bytesPer(8)).join()),
    );
    expect(new Set(images).size).toBe(80);
  });

  it('stops where its progress throws', async () => {
    const stop = new Error('stop');
    const rendering = renderInsects({
      stream: stream('train'),
      count: 200,
      size: 8,
      onProgress: (done) => {
        if (done >= 100) throw stop;
      },
    });
    await expect(rendering).rejects.toBe(stop);
  });

  it('has at least eight classes in code-unit order, whose look-alikes exist', () => {
    expect(insectNames).toEqual(insectClasses);
    expect(insectNames.length).toBeGreaterThanOrEqual(8);
    expect([...insectNames].sort()).toEqual(insectNames);
    for (const { name, lookAlikes } of allSpecies) {
      for (const other of Object.keys(lookAlikes)) {
        expect(other).not.toBe(name);
        expect(insectNames).toContain(other);
      }
    }
  });
});

describe('sine and cosine', () => {
  it('agree with Math to 1e-7', () => {
    for (let x = -20; x < 20; x += 0.0137) {
      expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThan(1e-7);
      expect(Math.abs(cosine(x) - Math.cos(x))).toBeLessThan(1e-7);
    }
  });
});
