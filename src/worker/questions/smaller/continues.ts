/**
 * Whether stages that are added to a network's recipe would go on from its kept weights.
 */
import type { KeptNetwork } from '../../../data/store/networks/rows.ts';
import { parseRunId } from '../../../protocol/runId.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { experimentOf } from '../../../spec/link.ts';
import { continuedExperiment } from '../../../spec/recipe/continued.ts';
import { membersIn } from '../../resources/ensemble.ts';
import { trainedTeacherId } from '../../resources/teachers.ts';
import { fileContents, noFiles } from '../../stages/fileContents.ts';
import { nameOf } from '../../stages/keptStages.ts';
import { lastingKey, machineOf, usesFiles } from '../../stages/lasting.ts';
import { stageKeys } from '../../stages/stageKeys.ts';
import type { Answer, Asked } from '../asked.ts';

export const continues: Answer<'continues'> = async ({ ids }, asked) => {
  const store = await asked.networks.now();
  if (!store || ids.length === 0) return false;
  for (const id of ids) {
    const network = await store.find(id);
    if (!network || !(await isFound(network, asked))) return false;
  }
  return true;
};

async function isFound({ origin, teacher, made }: KeptNetwork, asked: Asked): Promise<boolean> {
  // One that ships with the lab is copied as it is.
  if (teacher?.source === 'shipped') return true;
  if (teacher) return teacher.source !== 'file' && isTeacherKept(teacher.experiment, asked);
  const name = parseRunId(origin?.run ?? '');
  if (!origin || !name || !made) return false;
  const { experiment } = experimentOf(origin.experiment);
  const { measured, givenStudent } = asked.resources;
  if (usesFiles(experiment, origin.start) && !measured) return false;
  const { point, run } = name;
  const cut = continuedExperiment({ experiment, point, stage: origin.stage }, [], { runs: run });
  // The file must be the one that was given.
  if (asked.resources.studentFile(cut)?.id !== origin.start) return false;
  const backend = asked.resources.backendOf(cut);
  // Before a backend is open nobody knows whether it is another one; its own kernels are taken to be here.
  if (!backend) return true;
  const seed = (cut.seed + run - 1) % 2 ** 32;
  const now = await fileContents(measured ? membersIn(measured) : [], givenStudent);
  // Files may be other ones than it was made of.
  for (const contents of [{ ...noFiles, student: now.student }, now]) {
    for (const isDrawn of [true, false]) {
      const key = stageKeys(cut, seed, isDrawn, contents)[origin.stage] ?? '';
      if ((await nameOf(lastingKey(machineOf(backend.card, cut), key))) === made.key) return true;
    }
  }
  return false;
}

/** One that was trained here is trained again where it is not kept any more. */
async function isTeacherKept(link: string, { store, resources }: Asked): Promise<boolean> {
  const { experiment } = experimentOf(link);
  if (usesFiles(experiment)) return false;
  const kept = (await (await store.now())?.teachers()) ?? [];
  const id = ofTeacher(experiment, resources);
  return kept.some((one) => one.id === id);
}

const ofTeacher = (experiment: Experiment, { opened }: Asked['resources']) =>
  experiment.teacher.startsWith('saved-')
    ? experiment.teacher
    : trainedTeacherId(experiment, opened?.summary.split.kind);
