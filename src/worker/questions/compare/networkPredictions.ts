/**
 * What a kept network says of every validation image that is open: asked once, a batch at a time, after what is being made
 * ready, refused while anything is trained, and given up where either begins or others are asked for. Networks are compared in
 * pairs: the last two that were asked for are wanted, or all runs of a step that were asked for at once.
 */
import type { Dataset, ImageSet } from '../../../base/imageSet.ts';
import { batchesOf } from '../../../data/augment/augment.ts';
import { saidScale } from '../../../engine/external/saidScale.ts';
import { build } from '../../../engine/families/catalogue.ts';
import { toDevice } from '../../../engine/layers/hostParameters.ts';
import { freeRunning } from '../../../engine/training/control.ts';
import { tabulateInBatches } from '../../../engine/training/tabulation.ts';
import { type ProblemError, problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import { type ImagePredictions, predictionsFrom } from '../../../protocol/imagePredictions.ts';
import { parseRunId } from '../../../protocol/runId.ts';
import { experimentOf } from '../../../spec/link.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import type { OpenedCheckpoint } from '../../checkpointFile.ts';
import { shownImages } from '../../resources/studentModel.ts';
import { freeParameters } from '../../resources/teacherFiles.ts';
import { type Answer, type Asked, requireDataset } from '../asked.ts';
import { aboutNetwork } from '../family/aboutNetwork.ts';
import { foreignRow, tableOfForeign } from '../foreign/foreignNetwork.ts';
import { networkBytes, openNetwork } from '../openNetwork.ts';

/** Small, so that what comes between two batches waits for little. */
const batchSize = 32;
/** Networks whose answers are kept. */
const mostKept = 8;

/**
 * @throws ProblemError `setting-invalid` while anything is trained, `dataset-missing` where its own images are not those that
 *   are open, and as `openNetwork`
 */
export const networkPredictions: Answer<'network-predictions'> = async ({ id }, asked) => {
  // The page is usable before the teacher is measured.
  await asked.prepared();
  const { askedNetworks: state } = asked;
  state.wanted = [...state.wanted.filter((one) => one !== id), id].slice(-2);
  return predictionsOf(id, asked);
};

/**
 * Of several, all of which are wanted until others are asked for.
 *
 * @throws as `networkPredictions`
 */
export async function allPredictions(
  ids: readonly string[],
  asked: Asked,
): Promise<ReadonlyMap<string, ImagePredictions>> {
  await asked.prepared();
  asked.askedNetworks.wanted = ids;
  const all = await Promise.all(ids.map(async (id) => [id, await predictionsOf(id, asked)] as const));
  return new Map(all);
}

async function predictionsOf(id: string, asked: Asked): Promise<ImagePredictions> {
  requireRest(asked);
  const { dataset } = requireDataset(asked);
  const { validation } = dataset;
  const { askedNetworks: state } = asked;
  const known = state.kept.get(id);
  const predictions = known?.validation === validation ? known.predictions : inTurn(id, dataset, asked);
  state.kept.delete(id);
  state.kept.set(id, { validation, predictions });
  for (const oldest of state.kept.keys()) {
    if (state.kept.size <= Math.max(mostKept, state.wanted.length)) break;
    state.kept.delete(oldest);
  }
  predictions.catch(() => {
    if (state.kept.get(id)?.predictions === predictions) state.kept.delete(id);
  });
  return predictions;
}

function inTurn(id: string, dataset: Dataset, asked: Asked): Promise<ImagePredictions> {
  const { askedNetworks: state } = asked;
  const turn = state.last.then(() => ask(id, dataset, asked));
  state.last = turn.catch(() => undefined);
  return turn;
}

async function ask(id: string, { validation, classes }: Dataset, asked: Asked): Promise<ImagePredictions> {
  await asked.timing.over();
  const isWanted = () => asked.askedNetworks.wanted.includes(id);
  requireRest(asked);
  await requireOwnImages(id, asked);
  const control = {
    stopped: false,
    checkpoint: async (at: 'step' | 'epoch') =>
      (await freeRunning.checkpoint(at)) === 'go' && isWanted() && !asked.isAtWork()
        ? ('go' as const)
        : ('stop' as const),
  };
  const foreign = await foreignRow(id, asked);
  if (foreign) {
    const bytes = await networkBytes(id, asked);
    const of = { images: validation, classes };
    const table = await tableOfForeign(foreign, bytes, of, () => control.checkpoint('step'));
    if (table) return predictionsFrom(table, validation.labels);
    throw unwanted(asked);
  }
  const opened = await openNetwork(id, asked);
  requireFit(opened, validation, classes);
  const { architecture, tensors } = opened.checkpoint;
  const { model } = shownImages(build(architecture), {
    ...{ imageSize: validation.size, ownSize: architecture.imageSize },
    takes: saidScale(opened.metadata) ?? 'imagenet',
  });
  const frozen = { model, parameters: toDevice(tensors) };
  try {
    const table = await tabulateInBatches(frozen, batchesOf(validation, 'none'), control, {
      progress: () => undefined,
      batchSize,
    });
    if (table) return predictionsFrom(table, validation.labels);
  } finally {
    freeParameters(frozen.parameters);
  }
  throw unwanted(asked);
}

/** @throws ProblemError `setting-invalid` where something is at work */
function unwanted(asked: Asked): ProblemError {
  requireRest(asked);
  return problem(
    'setting-invalid',
    'Other networks were asked for meanwhile.',
    'Choose this one again to ask it.',
  );
}

function requireRest({ isAtWork }: Asked): void {
  if (!isAtWork()) return;
  throw problem(
    'setting-invalid',
    'Kept networks are not asked while something is trained or made ready: they would hold it up.',
    'Ask again when it has come to its end.',
  );
}

/** What one saw in training must not be a validation image here. Of what was opened from a file nobody knows. */
async function requireOwnImages(id: string, asked: Asked): Promise<void> {
  const row = await aboutNetwork(id, asked);
  const link =
    row?.origin?.experiment ?? (row?.teacher?.source === 'file' ? undefined : row?.teacher?.experiment);
  if (link === undefined) return;
  const { experiment } = experimentOf(link);
  const point = parseRunId(row?.origin?.run ?? '')?.point;
  const own = point && experiment.vary.length > 0 ? applyPoint(experiment, point) : experiment;
  if (asked.resources.hasImagesOf(own)) return;
  throw problem(
    'dataset-missing',
    'This network was trained on other images than those that are open.',
    'Open its experiment, or drop its folder again.',
  );
}

function requireFit(
  { checkpoint: { architecture }, metadata }: OpenedCheckpoint,
  { size }: ImageSet,
  classes: readonly string[],
): void {
  const { classes: count, imageSize } = architecture;
  const names = metadata.classes;
  if (count !== classes.length || (names !== undefined && names !== JSON.stringify(classes))) {
    throw problem(
      'dataset-missing',
      words`This network tells ${count} other classes apart than those of the images that are open.`,
      'Open its experiment, or drop its folder again.',
    );
  }
  if (size % imageSize === 0) return;
  throw problem(
    'dataset-missing',
    words`This network takes images of ${imageSize} × ${imageSize} pixels, and these are ${size} × ${size}.`,
    words`Set the image size to ${imageSize}.`,
  );
}
