/**
 * Takes one run through the stages of its recipe. What two runs have in common, because the same settings and the same seed
 * decide it, is computed once.
 */
import { isNotFinite, type RunEvent } from '../../engine/training/sweep.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import type { EpochRecord, StageRecord } from '../../protocol/records.ts';
import { stageOf as declarationOf, type StageKind, type StageSpec } from '../../spec/recipe/stages.ts';
import { layerBits } from '../students/layerBits.ts';
import { sizeOf } from '../students/networkSize.ts';
import { Interrupted } from '../tasks.ts';
import { stageCatalogue } from './catalogue.ts';
import { accuracyOf } from './measure.ts';
import type { StageMade } from './memo.ts';
import { priceOf } from './price.ts';
import type { Stage, StageGiven } from './stage.ts';

/** A network that a stage gave, and what was measured of it. */
export interface StageResult {
  readonly checkpoint: Checkpoint;
  readonly record: Omit<StageRecord, 'history'>;
}

export interface StageTold {
  readonly stage: number;
  /** What decided it. */
  readonly key: string;
  readonly made: StageMade;
  readonly record: Omit<StageRecord, 'history'>;
  /** It was made now, and not found. */
  readonly isNew: boolean;
}

export interface RecipeRun {
  readonly recipe: readonly StageSpec[];
  readonly start: Checkpoint;
  /** See `stageKeys`. */
  readonly keys: readonly string[];
  /** What was made before of what decides it. */
  readonly find: (key: string) => Promise<StageMade | undefined>;
  /** Told of a stage whose loss is no longer finite. */
  readonly onFailed: (key: string) => Promise<void>;
  /** Given what every stage came to, as soon as it has. */
  readonly onStage: (told: StageTold) => Promise<void>;
  readonly given: (stage: number) => StageGiven;
  /** How long one image's forward pass takes, ms. */
  readonly timeOf: (checkpoint: Checkpoint) => Promise<number>;
}

/** Tells what happens; returns what every stage came to, or undefined when stopped. */
export async function* runRecipe(
  run: RecipeRun,
): AsyncGenerator<RunEvent, readonly StageResult[] | undefined> {
  const results: StageResult[] = [];
  let from = run.start;
  for (const [stage, spec] of run.recipe.entries()) {
    yield { type: 'stage-started', stage, kind: spec.kind, level: 0 };
    const given = run.given(stage);
    const key = run.keys[stage] ?? '';
    const known = await run.find(key);
    for (const record of known?.history ?? []) yield { type: 'epoch', stage, record };
    const found = known ?? (yield* make(run, stage, spec, from, given));
    const made = found && {
      ...found,
      milliseconds: found.milliseconds ?? (await run.timeOf(found.checkpoint)),
    };
    const record = made && (await recordOf(spec.kind, made, given));
    if (!made || !record) return undefined;
    await run.onStage({ stage, key, made, record, isNew: known === undefined });
    yield { type: 'stage-ended', stage, record };
    results.push({ checkpoint: made.checkpoint, record });
    from = made.checkpoint;
  }
  return results;
}

/** Undefined when stopped. */
async function* make(
  { keys, onFailed, timeOf }: RecipeRun,
  stage: number,
  spec: StageSpec,
  from: Checkpoint,
  given: StageGiven,
): AsyncGenerator<RunEvent, StageMade | undefined> {
  const history: EpochRecord[] = [];
  const work = stageOf(spec.kind).run(from, spec, given);
  for (;;) {
    const { value, done } = await work.next().catch(async (thrown: unknown) => {
      // It would fail again from where it stood.
      if (isNotFinite(thrown)) await onFailed(keys[stage] ?? '');
      return unlessInterrupted(thrown);
    });
    if (!done) {
      history.push(value);
      yield { type: 'epoch', stage, record: value };
      continue;
    }
    if (!value) return undefined;
    const { uncalibrated, recalibrated: _, ...outcome } = value;
    const before = uncalibrated && (await accuracyOf(uncalibrated, given));
    if (uncalibrated && !before) return undefined;
    const milliseconds = await timeOf(value.checkpoint);
    return { ...outcome, history, milliseconds, ...(before ? { uncalibrated: withoutLoss(before) } : {}) };
  }
}

/** Work that was stopped came to nothing. */
function unlessInterrupted(thrown: unknown): { readonly value: undefined; readonly done: true } {
  if (thrown instanceof Interrupted) return { value: undefined, done: true };
  throw thrown;
}

/** What no point of a sweep has of its own. */
const withoutLoss = ({ accuracy, hard }: Quantities): Quantities => ({
  ...(accuracy === undefined ? {} : { accuracy }),
  ...(hard === undefined ? {} : { hard }),
});

/** The catalogue's line for a kind; its type says no more which. */
const stageOf = (kind: StageKind) => stageCatalogue[kind] as Stage<StageSpec>;

/** Measured for each run: the loss is that of the run's point. Undefined when stopped. */
async function recordOf(
  kind: StageKind,
  { checkpoint, uncalibrated, asked, reached, milliseconds }: StageMade & { readonly milliseconds: number },
  given: StageGiven,
): Promise<Omit<StageRecord, 'history'> | undefined> {
  const now = await accuracyOf(checkpoint, given);
  if (!now) return undefined;
  const price = await priceOf(checkpoint);
  const bits = declarationOf(kind).simulates ? layerBits(checkpoint) : undefined;
  return {
    ...{ kind, level: 0, measures: { ...now, ...sizeOf(checkpoint), ...price, milliseconds } },
    ...(uncalibrated ? { uncalibrated } : {}),
    ...(asked ? { asked } : {}),
    ...(reached ? { reached } : {}),
    ...(bits ? { layerBits: bits } : {}),
  };
}
