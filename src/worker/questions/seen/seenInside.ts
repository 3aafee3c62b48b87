/**
 * Attention and involutions' kernels of a network over one picture.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DrawnTap } from '../../../engine/families/model.ts';
import { drawnOn, drawnTapsOf } from '../../../engine/training/signals/drawnTaps.ts';
import type { FrozenModel } from '../../../engine/training/teacherLogits.ts';
import { problem } from '../../../lang/problem.ts';
import type { AttentionSeen, KernelsSeen } from '../../../protocol/seen/seenInside.ts';
import type { Answer } from '../asked.ts';
import { type Sees, seeing } from './seeing.ts';

type Of<Kind extends DrawnTap['kind']> = Extract<DrawnTap, { readonly kind: Kind }>;
type Drawn = Awaited<ReturnType<typeof drawnOn>>[number];

export const seenInside: Answer<'seen-inside'> = (question, asked) =>
  seeing(question, asked, async (sees) => {
    const taps = drawnTapsOf(sees.network.model);
    requireFew(taps);
    const drawn = await drawnOn(sees.network, sees.images, taps);
    return attentionSeen(taps, drawn, sees) ?? (await kernelsSeen(taps, drawn, sees));
  });

/** Numbers that are given at once, at most. */
const mostNumbers = 2 ** 24;

/** Of heads there are at most so many that it matters. */
function requireFew(taps: readonly DrawnTap[]): void {
  const numbers = taps.reduce((sum, tap) => {
    return tap.kind === 'attention' ? sum + (tap.first + tap.grid ** 2) ** 2 * tap.heads : sum;
  }, 0);
  if (numbers <= mostNumbers) return;
  throw problem(
    'setting-invalid',
    'This network has so many tokens that its attention is not drawn here.',
    'Choose a network for smaller images, or one of larger patches.',
  );
}

function attentionSeen(
  taps: readonly DrawnTap[],
  drawn: readonly Drawn[],
  { about }: Sees,
): AttentionSeen | undefined {
  const found = withNumbers('attention', taps, drawn);
  const [first] = found;
  if (!first) return undefined;
  const [pooling] = withNumbers('pooling', taps, drawn);
  const { grid, covered } = first.tap;
  return {
    ...{ kind: 'attention', ...about, first: first.tap.first, grid, covered: covered / about.picture.size },
    layers: found.map(({ tap: { name, heads }, values }) => ({ name, heads, probabilities: values })),
    ...(pooling ? { pooling: pooling.values } : {}),
  };
}

async function kernelsSeen(
  taps: readonly DrawnTap[],
  drawn: readonly Drawn[],
  { about, network }: Sees,
): Promise<KernelsSeen | undefined> {
  const found = withNumbers('kernels', taps, drawn);
  if (found.length === 0) return undefined;
  const convolution = await firstConvolution(network);
  return {
    ...{ kind: 'kernels', ...about, ...(convolution ? { convolution } : {}) },
    layers: found.map(({ tap: { name, kernel, groups }, shape: [, places = 0], values }) => ({
      ...{ name, kernel, groups, places },
      kernels: values,
    })),
  };
}

/** The first dense one that sees more than a pixel. */
async function firstConvolution({
  model,
  parameters,
}: FrozenModel): Promise<KernelsSeen['convolution'] | undefined> {
  const spec = model.parameters.find(
    ({ name, kind, shape: [kernel = 0] }) => kind === 'conv' && kernel > 1 && parameters[name],
  );
  if (!spec) return undefined;
  const [kernel = 0, , inputs = 0, outputs = 0] = spec.shape;
  const weight = await (parameters[spec.name] as Tensor).data();
  const filters = new Float32Array(outputs * kernel * kernel);
  for (const [i, value] of weight.entries()) {
    const output = i % outputs;
    const place = Math.floor(i / (inputs * outputs));
    const at = output * kernel * kernel + place;
    filters[at] = (filters[at] ?? 0) + value / inputs;
  }
  return { name: spec.name.slice(0, -'.weight'.length), kernel, filters };
}

/** The taps of a kind, with what they gave. */
const withNumbers = <Kind extends DrawnTap['kind']>(
  kind: Kind,
  taps: readonly DrawnTap[],
  drawn: readonly Drawn[],
) =>
  taps.flatMap((tap, i) => {
    const numbers = drawn[i];
    return tap.kind === kind && numbers ? [{ tap: tap as Of<Kind>, ...numbers }] : [];
  });
