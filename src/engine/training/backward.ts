/**
 * The gradient of a loss at the end of a chain of parts, with all activations kept or with most of them computed twice.
 *
 * To recompute is Chen et al. 2016 (arXiv 1604.06174, section 3): of the forward pass only what stands between groups of
 * parts is kept; the backward pass then goes group by group, from the last to the first, runs each forward again under
 * the tape and frees it. A group is one part with weights, a block of a residual network. Larger ones (a stage) would keep fewer
 * tensors in between, but what is in between is less than what is within, most of all with bottlenecks: the 23 blocks of
 * ResNet-101's third stage have twice as many numbers inside them as between them, and would all be there at once.
 *
 * The same operations on the same numbers in the same order: the gradients are equal to the last bit wherever a backend
 * gives the same result twice.
 *
 * A loss may look at activations inside of the chain (taps). A tapped activation then has two branches, one into the loss and
 * one into the next part, each with its own gradient; these are added in one addition, whether the next part's comes
 * from the same tape or from another group's. Groups end where a tap is.
 */
import {
  add,
  clone,
  engine,
  type Scalar,
  type Tensor,
  type Tensor2D,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { MemoryName } from '../../spec/choices.ts';
import type { Part } from '../families/model.ts';
import { tappedOf } from '../families/parts.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import type { Parameters } from '../layers/parameters.ts';
import type { Signals } from '../objectives/term.ts';

export interface BackwardPass {
  /** The last one gives logits; some part has something to learn. */
  readonly parts: readonly Part[];
  /** All that the parts read. */
  readonly parameters: Parameters;
  /** What the first part takes; stays the caller's. */
  readonly input: Tensor;
  readonly memory: MemoryName;
  /** Taps of the parts that the loss looks at; none unless given. */
  readonly taps?: readonly string[];
  /** What the loss has of its own to be trained, by other names than the parts' parameters; nothing unless given. */
  readonly own?: Parameters;
  readonly loss: (student: Signals, own: Parameters) => Scalar;
  /** Told each statistic once, see `ForwardContext`. */
  readonly observe?: ForwardContext['observe'] | undefined;
  /** See `ForwardContext`. */
  readonly bend?: ForwardContext['bend'] | undefined;
  readonly drop?: ForwardContext['drop'] | undefined;
}

/** The gradient of the loss in training mode with respect to every trained parameter, by name; the caller owns them. */
export function gradientsThrough(pass: BackwardPass): Record<string, Tensor> {
  const { parameters, observe, bend, drop, loss, own = {} } = pass;
  const wanted = new Set(pass.taps);
  const groups = groupsOf(pass, wanted);
  const trained = new Set(trainedNames(pass.parts));
  const again = { training: true, ...(bend ? { bend } : {}), drop };
  const first = { ...again, ...(observe ? { observe } : {}) };
  const gradients: Record<string, Tensor> = {};
  // Of logits alone every loss reaches all that is trained; of taps, it need not.
  const reachesAll = wanted.size === 0 && Object.keys(own).length === 0;
  return tidy(() => {
    /** What each group takes. */
    const inputs = [pass.input];
    for (const group of groups.slice(0, -1)) {
      const input = inputs.at(-1) as Tensor;
      inputs.push(tidy(() => runTapped(group, parameters, input, first, new Set()).output));
    }
    /** What groups but the last give where it is tapped, each a tensor of its own, by the group's place. */
    const tapped = new Map(
      groups.slice(0, -1).flatMap((group, i) => {
        const isTapped = tapsOf(group.at(-1), wanted).length > 0;
        return isTapped ? [[i, clone(inputs[i + 1] as Tensor)] as const] : [];
      }),
    );
    /** The gradients of `tapped`. */
    const beside = new Map<number, Tensor>();
    let above: Tensor | undefined;
    for (const [i, group] of [...groups.entries()].reverse()) {
      const input = inputs[i] as Tensor;
      const isLast = i === groups.length - 1;
      const names = learnedNames(group, trained);
      const learnsBelow = groups.slice(0, i).some((below) => trainedNames(below).length > 0);
      const run = () => {
        // The statistics of all but the last were told as it ran for the first time.
        const context = isLast ? first : again;
        const { output, taps } = runTapped(group, parameters, input, context, isLast ? wanted : new Set());
        if (!isLast) return output;
        for (const [place, activation] of tapped) {
          const giver = groups[place]?.at(-1);
          for (const name of tapsOf(giver, wanted)) taps[name] = tappedOf(giver, name, activation);
        }
        return loss({ logits: output as Tensor2D, taps }, own);
      };
      const ownNames = isLast ? Object.keys(own) : [];
      const weights = [
        ...names.map((name) => parameters[name] as Tensor),
        ...ownNames.map((name) => own[name] as Tensor),
      ];
      const others = [...(learnsBelow ? [input] : []), ...(isLast ? tapped.values() : [])];
      const slope = isLast ? undefined : sumOf(above, beside.get(i));
      const found = isLast || slope ? slopes(run, [...weights, ...others], slope, reachesAll) : [];
      [...names, ...ownNames].forEach((name, n) => {
        const later = gradients[name];
        const gradient = found[n] ?? zerosLike(weights[n] as Tensor);
        gradients[name] = later ? add(later, gradient) : gradient;
        if (later) for (const done of [later, gradient]) done.dispose();
      });
      for (const done of [above, slope, beside.get(i), ...(isLast ? tapped.values() : [])]) done?.dispose();
      above = learnsBelow ? found[weights.length] : undefined;
      if (isLast) {
        const from = weights.length + (learnsBelow ? 1 : 0);
        [...tapped.keys()].forEach((place, t) => {
          const gradient = found[from + t];
          if (gradient) beside.set(place, gradient);
        });
      }
      if (i > 0) input.dispose();
    }
    return gradients;
  });
}

/** Of `y()`, or of dy · y(), with respect to each of `xs`; undefined where it is none, which is allowed unless `reachesAll`. */
function slopes(
  y: () => Tensor,
  xs: readonly Tensor[],
  dy: Tensor | undefined,
  reachesAll: boolean,
): readonly (Tensor | undefined)[] {
  if (xs.length === 0) return [];
  const found = tidy(() => engine().gradients(y, [...xs], dy, !reachesAll).grads);
  if (reachesAll && found.some((gradient) => !gradient)) {
    throw new Error('The loss does not reach all that is trained.');
  }
  return found;
}

function sumOf(one: Tensor | undefined, other: Tensor | undefined): Tensor | undefined {
  return one && other ? add(one, other) : (one ?? other);
}

/**
 * What the last of the parts gives, and what is tapped on the way. A tapped activation goes on as a copy of itself, so that
 * each branch has a gradient of its own; copies share the memory.
 */
function runTapped(
  parts: readonly Part[],
  parameters: Parameters,
  input: Tensor,
  context: ForwardContext,
  wanted: ReadonlySet<string>,
): { readonly output: Tensor; readonly taps: Record<string, Tensor> } {
  const taps: Record<string, Tensor> = {};
  const tap = (name: string, activation: Tensor) => {
    taps[name] = activation;
  };
  const inside = wanted.size > 0 ? { ...context, tap, listens: (name: string) => wanted.has(name) } : context;
  const output = parts.reduce((x, part) => {
    const given = part.run(parameters, x, inside);
    const names = tapsOf(part, wanted);
    if (names.length === 0) return given;
    const branch = clone(given);
    for (const name of names) taps[name] = tappedOf(part, name, branch);
    return clone(given);
  }, input);
  return { output, taps };
}

const tapsOf = (part: Part | undefined, wanted: ReadonlySet<string>) =>
  (part?.taps ?? []).filter((name) => wanted.has(name));

const trainedNames = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ parameters }) =>
    parameters.filter(({ role }) => role === 'trainable').map(({ name }) => name),
  );

/** With those of parts before them that they use too. */
function learnedNames(parts: readonly Part[], trained: ReadonlySet<string>): readonly string[] {
  const used = parts.flatMap(({ reads = [] }) => reads).filter((name) => trained.has(name));
  return [...new Set([...trainedNames(parts), ...used])];
}

/**
 * What is run backwards together. The last block goes with the head: its backward pass follows on its forward pass at
 * once, so that to compute it again would spare nothing. What the loss hears from inside a part is there only as it runs: that part is of
 * the last group too.
 */
function groupsOf(
  { parts, memory }: Pick<BackwardPass, 'parts' | 'memory'>,
  wanted: ReadonlySet<string>,
): readonly (readonly Part[])[] {
  const blocks = parts.flatMap(({ parameters }, i) => (parameters.length > 0 ? [i] : []));
  // Of the blocks the first begins where the parts do, and the last two are one.
  const listened = parts.findIndex(({ inside = [] }) => inside.some((name) => wanted.has(name)));
  const reach = listened < 0 ? parts.length : listened;
  const inner = memory === 'keep' ? [] : blocks.slice(1, -1).filter((i) => i <= reach);
  const last = inner.at(-1) ?? 0;
  const afterTaps = parts.flatMap((part, i) =>
    i + 1 < last && tapsOf(part, wanted).length > 0 ? [i + 1] : [],
  );
  const begins = [...new Set([0, ...inner, ...afterTaps])].sort((a, b) => a - b);
  return begins.map((from, i) => parts.slice(from, begins[i + 1]));
}
