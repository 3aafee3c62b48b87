import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { LayerRanks } from '../../../protocol/layerRanks.ts';
import type { StagePreview } from '../../../protocol/stagePreview.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import type { StageSpec } from '../../../spec/recipe/stages.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../../sessionForTests.ts';

function stageOf(text: string): StageSpec {
  const read = readRecipe(text);
  const [stage] = 'fault' in read ? [] : read.recipe;
  if (!stage) throw new Error('no stage');
  return stage;
}

const texts = [
  'prune keep=0.5 recalibrate=16',
  'prune keep=0.25 by=taylor images=16 recalibrate=24',
  'prune keep=0.5 recalibrate=0',
  'prune keep=0.6 by=hessian images=8 scope=global target=multiplyAdds steps=2 recalibrate=16',
  'sparsify keep=0.3',
  'quantise bits=2 ends=same images=16',
  'quantise bits=4 observer=entropy range=mse rounding=stochastic equalise=layers correct=empirical images=16',
  'quantise budget=0.2 images=16',
];
const trained: Experiment = {
  ...{ ...tiny, student: 'cnn', alphas: [0.5], runs: 1, epochs: 3 },
  recipe: [{ kind: 'distil', arm: 'distilled' }],
};

/** A network that was distilled, and what each of the stages makes of it in a recipe. */
async function made() {
  const { store: networks } = memoryNetworks();
  const session = open(memoryStore(), undefined, undefined, networks);
  await session.obey({ type: 'run', experiment: trained, finished: [] });
  const [network] = (await networks.list()).filter(({ origin }) => origin);
  if (!network) throw new Error('no network');
  const own = session.of('stage-ended').at(-1)?.record.measures;
  return { ...session, networks, id: network.id, own };
}

const all = { images: 1000 };

describe('what a stage would make of a network', () => {
  it.each(texts)('is what it makes of it in a recipe: %s', async (text) => {
    const { ask, obey, of, id, own } = await made();
    const stage = stageOf(text);
    const preview = await ask({ type: 'preview-stage', id, stage, ...all });
    await obey({
      type: 'run',
      experiment: { ...trained, recipe: [{ kind: 'distil', arm: 'distilled' }, stage] },
      finished: [],
    });
    expect(of('problem')).toEqual([]);
    const { measures, asked, reached, layerBits } = of('stage-ended').at(-1)?.record ?? {};
    expect(preview?.layerBits).toEqual(layerBits);
    if (stage.kind === 'quantise' && stage.budget < 1) {
      const bits = Object.values(layerBits ?? {});
      expect(bits.at(0)).toBe(8);
      expect(Math.min(...bits)).toBeLessThan(8);
    }
    const { milliseconds: _, loss: __, difference: ___, hard: ____, soft: _____, ...more } = measures ?? {};
    // What takes a moment to find is not previewed.
    const { zippedBytes, huffmanBytes, activationBytes, energy, ...same } = more;
    expect([zippedBytes, activationBytes, energy].every((found) => (found ?? 0) > 0)).toBe(true);
    expect(huffmanBytes === undefined).toBe(stage.kind !== 'quantise');
    expect(preview?.measures.accuracy).toBeCloseTo(measures?.accuracy ?? Number.NaN, 6);
    expect({ ...preview?.measures, accuracy: 0 }).toEqual({ ...same, accuracy: 0 });
    expect(preview?.before.accuracy).toBeCloseTo(own?.accuracy ?? Number.NaN, 6);
    expect(preview?.before.bytes).toBe(own?.bytes);
    expect(preview).toMatchObject({ images: trained.validationImages, asked, reached });
    expect(preview?.recalibrated).toBe(
      'recalibrate' in stage && stage.recalibrate > 0 ? stage.recalibrate : undefined,
    );
  });

  it('says what each layer alone takes away at few bits', async () => {
    const { ask, id, own } = await made();
    const before = memory().numTensors;
    const scan = await ask({ type: 'layer-sensitivity', id, bits: [2, 8], images: 1000 });
    expect(memory().numTensors).toBe(before);
    expect(scan?.images).toBe(trained.validationImages);
    expect(scan?.before.accuracy).toBeCloseTo(own?.accuracy ?? Number.NaN, 6);
    expect(scan?.before.loss).toBeCloseTo(own?.hard ?? Number.NaN, 4);
    expect(scan?.layers.map(({ bits }) => bits)).toEqual([2, 8, 2, 8, 2, 8, 2, 8]);
    for (const { bits, divergence } of scan?.layers ?? []) {
      if (bits === 8) expect(divergence).toBeLessThan(0.01);
    }
    const last = scan?.layers.at(-1)?.layer ?? '';
    const one = await ask({ type: 'layer-sensitivity', id, bits: [2, 8], images: 1000, layers: [last] });
    expect(one?.layers).toEqual(scan?.layers.slice(-2));
    expect(one?.before).toEqual(scan?.before);
  });

  it('does not end what is tried meanwhile, and gives way to it', async () => {
    const { ask, id } = await made();
    const stage = stageOf('quantise bits=4 images=16');
    const [preview, scan] = await Promise.all([
      ask({ type: 'preview-stage', id, stage, ...all }),
      ask({ type: 'layer-sensitivity', id, bits: [2], images: 1000 }),
    ]);
    expect(preview?.measures.bits).toBeGreaterThan(3);
    expect(scan?.layers.length).toBeGreaterThan(0);
    const [begun, later] = await Promise.all([
      ask({ type: 'layer-sensitivity', id, bits: [2], images: 1000 }),
      ask({ type: 'preview-stage', id, stage, ...all }),
    ]);
    expect(begun).toBeUndefined();
    expect(later?.measures.bits).toBe(preview?.measures.bits);
  });

  it('says which ranks a factorisation would choose, and then those that the layer has', async () => {
    const { ask, obey, networks, id } = await made();
    const stage = stageOf('factorise keep=0.5 recalibrate=0');
    if (stage.kind !== 'factorise') throw new Error('no factorisation');
    const inside = await ask({ type: 'network-inside', id });
    const layers = inside.layers.flatMap(({ name, kind }) => (kind === 'conv' ? [name] : []));
    // One after the other: a later question ends an earlier one.
    const chosen: (LayerRanks | undefined)[] = [];
    for (const layer of layers) chosen.push(await ask({ type: 'layer-ranks', id, layer, stage }));
    await obey({
      type: 'run',
      experiment: {
        ...trained,
        recipe: [...trained.recipe, stage, { kind: 'distil', arm: 'distilled', epochs: 1 }],
      },
      finished: [],
    });
    const kept = await networks.list();
    const last = kept.find(({ origin }) => origin?.stage === 2);
    if (!last?.architecture) throw new Error('no network');
    const { factors = {} } = last.architecture as { factors?: object };
    const found = chosen.flatMap((ranks) => (ranks?.factors ? [[ranks.layer, ranks.factors] as const] : []));
    expect(found.length).toBeGreaterThan(0);
    expect(factors).toEqual(Object.fromEntries(found));
    const [name = ''] = found[0] ?? [];
    const own = await ask({ type: 'layer-ranks', id: last.id, layer: `${name}.1`, stage });
    const proposed = chosen.find((ranks) => ranks?.layer === name);
    // The singular values of the weight before, two stages earlier.
    expect(own).toMatchObject({ layer: name, isOwn: true, factors: proposed?.factors });
    expect(own?.unfoldings).toEqual(proposed?.unfoldings);
    expect(own?.error).toBeGreaterThan(0);
    expect(own?.error).toBeLessThan(1);
  });

  it('is refused where rounding is learned, which a recipe does', async () => {
    const { ask, obey, of, id, own } = await made();
    const stage = stageOf('quantise bits=2 ends=same rounding=adaround steps=10 images=16');
    const before = memory().numTensors;
    await expect(ask({ type: 'preview-stage', id, stage, ...all })).rejects.toThrow('takes too long');
    expect(memory().numTensors).toBe(before);
    await obey({
      type: 'run',
      experiment: { ...trained, recipe: [{ kind: 'distil', arm: 'distilled' }, stage] },
      finished: [],
    });
    const { measures, reached } = of('stage-ended').at(-1)?.record ?? {};
    expect(reached).toEqual({ bits: 2, activations: 8 });
    expect(measures?.bytes).toBeLessThan(0.2 * (own?.bytes ?? 0));
  });

  it('is of fewer images where fewer are asked for, and says so', async () => {
    const { ask, id } = await made();
    const stage = stageOf('prune keep=0.5');
    const preview = await ask({ type: 'preview-stage', id, stage, images: 10, recalibrate: 8 });
    expect(preview).toMatchObject({ images: 10, recalibrated: 8 });
    expect((preview?.measures.accuracy ?? 0) * 10).toBeCloseTo(
      Math.round((preview?.measures.accuracy ?? 0) * 10),
      9,
    );
  });

  it('leaves no tensor, and gives way to a later question', async () => {
    const { ask, id } = await made();
    const askOf = (keep: number) =>
      ask({ type: 'preview-stage', id, stage: stageOf(`prune keep=${keep} by=taylor images=16`), ...all });
    const before = memory().numTensors;
    const first = await askOf(0.75);
    expect(memory().numTensors).toBe(before);
    const [older, old, newest] = await Promise.all([askOf(0.5), askOf(0.4), askOf(0.75)]);
    expect([older, old]).toEqual([undefined, undefined]);
    expect(newest).toEqual(first);
    expect(memory().numTensors).toBe(before);
  });

  it('is not told of a share of the time, which a recipe reaches by measuring', async () => {
    const { ask, obey, of, id } = await made();
    const stage = stageOf('prune keep=0.9 target=ms scope=global recalibrate=0');
    await expect(ask({ type: 'preview-stage', id, stage, ...all })).rejects.toThrow(
      'is measured as the network',
    );
    await obey({
      type: 'run',
      experiment: { ...trained, recipe: [{ kind: 'distil', arm: 'distilled' }, stage] },
      finished: [],
    });
    expect(of('problem')).toEqual([]);
    const { asked, reached } = of('stage-ended').at(-1)?.record ?? {};
    expect(asked).toEqual({ ms: 0.9 });
    expect(reached?.ms).toBeGreaterThan(0);
    expect(reached?.keep).toBeLessThanOrEqual(1);
  });

  it('of a network without blocks is refused where channels are to be ranked within them', async () => {
    const { ask, id } = await made();
    const stage = stageOf('prune scope=block');
    await expect(ask({ type: 'preview-stage', id, stage, ...all })).rejects.toThrow('has no blocks');
  });

  it('gives way to training, and is refused beside it', async () => {
    const { ask, session, id, obey, on } = await made();
    const before = memory().numTensors;
    const stage = stageOf('prune keep=0.5');
    const asking = ask({ type: 'preview-stage', id, stage, ...all });
    const during: Promise<StagePreview | undefined>[] = [];
    on((event) => {
      if (event.type === 'epoch') during.push(ask({ type: 'preview-stage', id, stage, ...all }));
    });
    await obey({ type: 'run', experiment: { ...trained, epochs: 2 }, finished: [] });
    expect(await asking).toBeUndefined();
    expect(await Promise.all(during)).toEqual([undefined, undefined]);
    await session.idle();
    expect(await ask({ type: 'preview-stage', id, stage, ...all })).toBeDefined();
    expect(memory().numTensors).toBe(before);
  });

  it('is refused of other images, and of a stage that trains', async () => {
    const { ask, obey, id } = await made();
    for (const [text, label] of [
      ['distil', 'Distil'],
      ['sparsify schedule=gradual epochs=1', 'Sparsify'],
      ['sparsify epochs=1', 'Sparsify'],
    ] as const) {
      const refused = ask({ type: 'preview-stage', id, stage: stageOf(text), ...all });
      await expect(refused, text).rejects.toThrow(`${label} trains with these settings`);
    }
    await obey({ type: 'prepare', experiment: { ...trained, imageSize: 16 } });
    await expect(ask({ type: 'preview-stage', id, stage: stageOf('prune'), ...all })).rejects.toThrow(
      'other images',
    );
  });
});
