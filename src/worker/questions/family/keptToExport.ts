/**
 * A network by its id on its way out: teachers and students alike, with what their rows and files say of them.
 */
import { saidScale } from '../../../engine/external/saidScale.ts';
import { cardOfArchitecture } from '../../../engine/families/card.ts';
import { build } from '../../../engine/families/catalogue.ts';
import { onScale } from '../../../engine/families/onScale.ts';
import { toDevice } from '../../../engine/layers/hostParameters.ts';
import { parseRunId, runStem, stageStem } from '../../../protocol/runId.ts';
import { experimentOf } from '../../../spec/link.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import { classesOf, freeParameters } from '../../resources/teacherFiles.ts';
import type { Asked } from '../asked.ts';
import type { Outgoing } from '../exports.ts';
import { openNetwork } from '../openNetwork.ts';
import { aboutNetwork } from './aboutNetwork.ts';

/**
 * What `withStudent` gives for the same student, and `teacherToExport` for the same teacher. Its weights are on the device until
 * `write` is done.
 *
 * @throws ProblemError as `openNetwork`
 */
export async function withKept<Written>(
  asked: Asked,
  id: string,
  write: (outgoing: Outgoing) => Promise<Written>,
): Promise<Written> {
  const { checkpoint, metadata: said } = await openNetwork(id, asked);
  const row = await aboutNetwork(id, asked);
  const { architecture } = checkpoint;
  const { architecture: _, ...metadata } = said;
  const width = said.width === undefined ? undefined : Number(said.width);
  const run = parseRunId(row?.origin?.run ?? '');
  const { experiment } = experimentOf((row?.origin ?? row?.teacher)?.experiment ?? '');
  const own = run && experiment.vary.length > 0 ? applyPoint(experiment, run.point) : experiment;
  const network = {
    model: onScale(build(architecture), saidScale(said) ?? 'imagenet'),
    parameters: toDevice(checkpoint.tensors),
  };
  try {
    return await write({
      ...{ network, metadata, centreCrop: own.centreCrop, imageSize: architecture.imageSize },
      card: cardOfArchitecture(architecture, width),
      classes: classesOf(said) ?? Array.from({ length: architecture.classes }, (__, i) => `class ${i + 1}`),
      stem: run ? `student-${runStem(run)}${stageStem(own.recipe, row?.origin?.stage ?? 0)}` : 'teacher',
    });
  } finally {
    freeParameters(network.parameters);
  }
}
