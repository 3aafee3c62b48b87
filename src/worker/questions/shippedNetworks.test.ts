import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { alreadyOpen } from '../../base/opened.ts';
import { random } from '../../base/random.ts';
import { sha256 } from '../../base/sha256.ts';
import { renderInsects } from '../../data/sources/insects/renderInsects.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import { accuracyOf, logitsOf, side } from '../../engine/compression/shippedNetwork.ts';
import { startWasmInNode } from '../../engine/ops/wasmInNode.ts';
import { ProblemError } from '../../lang/problem.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { normalisingTables } from '../../spec/normalisation.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { openCheckpoint } from '../checkpointFile.ts';
import type { Asked } from './asked.ts';
import { createAskedNetworks } from './compare/askedNetworks.ts';
import { networkPredictions } from './compare/networkPredictions.ts';
import { keptNetworks } from './keptNetworks.ts';
import { networkBytes } from './openNetwork.ts';
import { createShippedNetworks } from './shippedNetworks.ts';
import { previewed } from './smaller/previews.ts';
import { createTried } from './smaller/tried.ts';

const root = join(import.meta.dirname, '../../../public');
const folder = join(root, 'networks/insects');
const read = async (file: string) => new Uint8Array(readFileSync(join(root, file)));
const refused = (asked: Promise<unknown>) => asked.catch((thrown: unknown) => thrown);

beforeAll(startWasmInNode, 60_000);

describe('shipped networks', () => {
  it('are listed as examples, without the times of the device that made them', async () => {
    const cards = await createShippedNetworks(read).list();
    expect(cards.every(({ shipped, pinned }) => shipped === true && !pinned)).toBe(true);
    expect(cards.flatMap(({ measurements }) => measurements.milliseconds ?? [])).toEqual([]);
    expect(cards.filter(({ teacher }) => teacher).map(({ teacher }) => teacher?.source)).toEqual(['shipped']);
    const keeps = cards.flatMap(
      ({ recipe }) => /^prune keep=([\d.]+) scope=uniform; distil/.exec(recipe)?.[1] ?? [],
    );
    expect([...new Set(keeps)]).toEqual(['0.8', '0.6', '0.4', '0.2']);
    // What a network was made of is shipped too.
    const ids = new Set(cards.map(({ id }) => id));
    expect(cards.flatMap(({ parent }) => parent ?? []).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('are listed and read where the browser keeps nothing', async () => {
    const shipped = createShippedNetworks(read);
    const asked = { shipped, networks: alreadyOpen<NetworkStore>(undefined) } as Partial<Asked> as Asked;
    const listing = await keptNetworks({ type: 'kept-networks' }, asked);
    expect(listing).toMatchObject({ refused: true, networks: await shipped.list() });
    const id = listing?.networks[0]?.id ?? '';
    expect(await sha256(await networkBytes(id, asked))).toBe(id);
    expect(await refused(networkBytes('0'.repeat(64), asked))).toMatchObject({
      problem: { code: 'storage-failed' },
    });
  });

  it('are refused beside images that are not their own, also where the browser keeps nothing', async () => {
    const shipped = createShippedNetworks(read);
    const images = { count: 4, size: 32, pixels: new Uint8Array(4 * 32 * 32 * 3), labels: new Int32Array(4) };
    const dataset = { train: images, validation: images, classes: ['a', 'b'] };
    const hasImagesOf = vi.fn(() => false);
    const timing = { over: async () => undefined, time: <Value>(work: () => Promise<Value>) => work() };
    const asked = {
      ...{ shipped, networks: alreadyOpen<NetworkStore>(undefined), timing },
      ...{ askedNetworks: createAskedNetworks(), tried: createTried() },
      ...{ isAtWork: () => false, prepared: async () => undefined, current: () => defaultExperiment },
      resources: { opened: { dataset, summary: { id: 'folder-1' } }, hasImagesOf },
    } as unknown as Asked;
    const [card] = await shipped.list();
    const id = card?.id ?? '';
    const read8 = readRecipe('quantise bits=8');
    const [stage] = 'fault' in read8 ? [] : read8.recipe;
    if (!stage) throw new Error('no stage');
    for (const question of [
      networkPredictions({ type: 'network-predictions', id }, asked),
      previewed({ id, stage, images: 4 }, asked),
    ]) {
      expect(await refused(question)).toMatchObject({ problem: { code: 'dataset-missing' } });
    }
    expect(hasImagesOf).toHaveBeenCalledTimes(2);
  });

  it('are the files of their folder and no other, each under its SHA-256, in 6 MB', async () => {
    const shipped = createShippedNetworks(read);
    const cards = await shipped.list();
    for (const { id, fileBytes } of cards) {
      const bytes = await shipped.bytes(id);
      expect(await sha256(bytes ?? new Uint8Array())).toBe(id);
      expect(bytes).toHaveLength(fileBytes);
      expect(await openCheckpoint(bytes ?? new Uint8Array())).toBeDefined();
    }
    const files = readdirSync(folder).filter((name) => name.endsWith('.safetensors'));
    expect(files).toHaveLength(cards.filter(({ teacher }) => !teacher).length);
    expect(files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(6e6);
  });

  it('are refused where a file is another, or does not come, and listed again once the list comes', async () => {
    let comes = false;
    const shipped = createShippedNetworks(async (file) => {
      if (!comes) throw new Error('no network');
      if (!file.endsWith('.json')) return new Uint8Array(8);
      return read(file);
    });
    expect(await shipped.list()).toEqual([]);
    expect(await shipped.bytes('0'.repeat(64))).toBeUndefined();
    comes = true;
    const [first] = await shipped.list();
    expect(await refused(shipped.bytes(first?.id ?? ''))).toMatchObject({
      problem: { code: 'weights-invalid' },
    });
    comes = false;
    const missing = await refused(shipped.bytes(first?.id ?? ''));
    expect(missing).toBeInstanceOf(ProblemError);
    expect(missing).toMatchObject({ problem: { code: 'file-unreadable' } });
  });
});

describe('what is told of shipped networks', () => {
  it('is what their files are worth on the validation images of the default experiment', async () => {
    const shipped = createShippedNetworks(read);
    const cards = await shipped.list();
    const stream = random(defaultExperiment.seed).fork('data').fork('validation');
    const count = defaultExperiment.validationImages;
    const drawn = await renderInsects({ stream, count, size: side });
    const tables = normalisingTables();
    const pixels = Float32Array.from(drawn.pixels, (byte, i) => tables[(i % 3) as 0 | 1 | 2][byte] ?? 0);
    const pictures = { count, labels: drawn.labels, pixels };
    // Two of each kind that are small enough for a test.
    const asked = [
      ...cards.filter(({ recipe }) => recipe.startsWith('prune keep=0.2')).slice(0, 2),
      ...cards.filter(({ recipe }) => recipe === 'distil').slice(0, 2),
    ];
    expect(asked).toHaveLength(4);
    for (const { id, measurements } of asked) {
      const opened = await openCheckpoint((await shipped.bytes(id)) ?? new Uint8Array());
      if (!opened) throw new Error('its file says no architecture');
      const accuracy = accuracyOf(await logitsOf(opened.checkpoint, pictures), pictures);
      expect(accuracy).toBeCloseTo(measurements.accuracy ?? Number.NaN, 12);
    }
  }, 120_000);
});
