/**
 * What a sweep's students start from where they do not start from random weights: a file's weights, or the teacher's layers.
 */

import * as v from 'valibot';
import { sha256 } from '../../base/sha256.ts';
import { saidScale } from '../../engine/external/saidScale.ts';
import { cardOfArchitecture } from '../../engine/families/card.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import type { Model } from '../../engine/families/model.ts';
import { type HostParameters, toHost } from '../../engine/layers/hostParameters.ts';
import { named } from '../../engine/layers/parameters.ts';
import { networkOf, type Teacher } from '../../engine/training/teacherLogits.ts';
import { headSpecs } from '../../engine/transfer/features.ts';
import { plannedCopies } from '../../engine/transfer/fromTeacher.ts';
import type { ByteSource } from '../../engine/weights/byteSource.ts';
import { fittedState } from '../../engine/weights/fittedState.ts';
import { fromTorchLayout, torchShape } from '../../engine/weights/layout.ts';
import { plainKeys } from '../../engine/weights/plainKeys.ts';
import { openWeights } from '../../engine/weights/readers.ts';
import { type Recognised, recogniseBackbone } from '../../engine/weights/recognise.ts';
import { requireSound, unsoundIn } from '../../engine/weights/soundness.ts';
import { requireStructure } from '../../engine/weights/structure.ts';
import { problem } from '../../lang/problem.ts';
import { type Said, words } from '../../lang/sentence.ts';
import type { ModelCard } from '../../protocol/records.ts';
import type { InputScale, ModelName } from '../../spec/choices.ts';
import { type Experiment, fields } from '../../spec/experiment.ts';
import { type Architecture, architectureIn } from '../../spec/network/architecture.ts';

/** A file of weights. */
export interface GivenStudent {
  readonly name: string;
  readonly source: ByteSource;
  /** Once it was looked at. */
  readonly found?: FoundStudent;
}

/** What a student's file says beyond what an experiment's settings can. */
export interface FoundStudent {
  /** With channels of its own, as after pruning; undefined where a width says them. */
  readonly architecture: Architecture | undefined;
  /** What the network takes for pixels. */
  readonly takes: InputScale;
  /** SHA-256 of a file that the lab wrote: what a network is kept under. */
  readonly id: string | undefined;
}

/** Which network a teacher's file of weights is of. */
export async function cardOfWeights(
  { source, name: file }: GivenStudent,
  imageSize: number,
): Promise<ModelCard> {
  const { tensors, metadata } = await openWeights(source, { role: 'teacher', name: file });
  const { architecture, options } = recogniseBackbone(tensors, metadata);
  return { ...cardOfArchitecture({ ...architecture, imageSize }, options?.width), ...saidSize(metadata) };
}

/** Of files of the lab's. */
function saidSize({ image_size: said }: Readonly<Record<string, string>>): Pick<ModelCard, 'madeFor'> {
  const size = Number(said);
  return Number.isInteger(size) && size > 0 ? { madeFor: size } : {};
}

/**
 * The same of a student's file, whose weights are looked at now: they are used only when the first run begins, which may be
 * hours later.
 *
 * @returns the file with what was found of it, and its size for people
 * @throws ProblemError `weights-invalid`, `teacher-mismatch`, `student-start` where it cannot be trained
 */
export async function openStudent(
  given: GivenStudent,
  imageSize: number,
): Promise<{ readonly student: GivenStudent; readonly card: ModelCard }> {
  const file = await openWeights(given.source, { role: 'student', name: given.name });
  const { tensors, metadata } = file;
  const recognised = recogniseBackbone(tensors, metadata);
  const { architecture } = recognised;
  const width = saidWidth(recognised);
  requireTrainable(given, recognised);
  const own =
    width === undefined
      ? [words`It has channels of its own, as after pruning. The student has them too, whatever its width.`]
      : [];
  const remarks = [
    ...file.remarks,
    ...requireStructure(file, recognised),
    ...(recognised.remarks ?? []),
    ...own,
  ];
  // Whether the head will be used is for the dataset's classes to say.
  const backbone = new Set(
    build(architecture)
      .parts.slice(0, -1)
      .flatMap((part) => part.parameters.map((spec) => spec.name)),
  );
  const faults: Said[] = [];
  for (const [key, tensor] of plainKeys(tensors)) {
    if (backbone.has(key)) faults.push(...unsoundIn(key, await tensor.values()));
  }
  requireSound(faults);
  const isOurs = architectureIn(metadata) !== undefined;
  const found: FoundStudent = {
    architecture: width === undefined ? architecture : undefined,
    takes: saidScale(metadata) ?? 'imagenet',
    id: isOurs ? await sha256(new Uint8Array(await given.source.read(0, given.source.size))) : undefined,
  };
  return {
    student: { ...given, found },
    card: {
      ...cardOfArchitecture({ ...architecture, imageSize }, width),
      ...saidSize(metadata),
      ...(remarks.length > 0 ? { remarks } : {}),
    },
  };
}

/**
 * Weights that every run starts from, by parameter; those that are not among them are drawn from each run's seed. A file's
 * head is used where it tells as many classes apart as the dataset has.
 *
 * @param model the experiment's student for the dataset
 * @throws ProblemError `student-start`, `weights-invalid`, `teacher-mismatch` (the file is of no network that is known)
 */
export async function openStudentBase(
  experiment: Experiment,
  model: Model,
  given: GivenStudent | undefined,
  teacher: Teacher | undefined,
): Promise<HostParameters | undefined> {
  if (experiment.student === 'teacher') return copied(model, teacher);
  if (experiment.studentStart === 'new') return undefined;
  return experiment.studentStart === 'file'
    ? fromFile(experiment.student, experiment, model, given)
    : fromTeacher(model, teacher);
}

/** The width that gives a student the network's channels, where a student may have it. */
const saidWidth = ({ options }: Recognised): number | undefined =>
  options && v.is(fields.studentWidth.schema, options.width) ? options.width : undefined;

function requireTrainable({ name: file }: GivenStudent, { name, architecture }: Recognised): void {
  if (Object.values(architecture.forms).every(({ kind }) => kind !== 'fakeQuantised')) return;
  throw problem(
    'student-start',
    words`${file} holds ${catalogue[name].label} with quantised weights. A quantised network is neither trained, pruned nor quantised again in this version.`,
    'Start from the network that it was made of, or choose another file.',
  );
}

async function fromFile(
  student: ModelName,
  { studentWidth }: Experiment,
  model: Model,
  given: GivenStudent | undefined,
): Promise<HostParameters> {
  if (!given) {
    throw problem(
      'student-start',
      'This experiment’s students start from a file, and this visit has not been given one.',
      'Open the student’s file again, or let the students start new.',
    );
  }
  const { tensors, metadata } = await openWeights(given.source, { role: 'student', name: given.name });
  const recognised = recogniseBackbone(tensors, metadata);
  const { name } = recognised;
  requireTrainable(given, recognised);
  // Of channels of its own, the student has the same, whatever its width says.
  const width = saidWidth(recognised) ?? studentWidth;
  if (name !== student || Math.abs(width - studentWidth) > 1e-6) {
    throw problem(
      'student-start',
      words`${given.name} holds ${catalogue[name].label} at width ${width}, and the student is ${catalogue[student].label} at width ${studentWidth}.`,
      'Choose the student that the file is of, or another file.',
    );
  }
  const state = fittedState(model.parameters, tensors);
  const head = headSpecs(model).map((spec) => spec.name);
  const headFits = headSpecs(model).every(
    ({ name: key, kind, shape }) => state.get(key)?.shape.join() === torchShape(kind, shape).join(),
  );
  const wanted = model.parameters.filter((spec) => headFits || !head.includes(spec.name));
  const base: Record<string, HostParameters[string]> = {};
  const faults: Said[] = [];
  for (const { name: key, kind, shape } of wanted) {
    const [there, here] = [state.get(key)?.shape.join(' × ') ?? '', torchShape(kind, shape).join(' × ')];
    if (there !== here) {
      throw problem(
        'student-start',
        words`${given.name} holds ${catalogue[name].label} of other shapes: its ${key} is ${there}, and the student’s is ${here}.`,
        'Set the image size (or the student’s) to the one that the file was trained at, or choose another file.',
      );
    }
    const values = (await state.get(key)?.values()) ?? new Float32Array();
    faults.push(...unsoundIn(key, values));
    base[key] = { shape, values: fromTorchLayout(kind, shape, values) };
  }
  requireSound(faults);
  return base;
}

/** All of the teacher, its head too: `model` is its network. */
function copied(model: Model, teacher: Teacher | undefined): Promise<HostParameters> {
  const network = teacher && networkOf(teacher);
  if (!network) throw new Error('a student that is a copy of the teacher has a network of ours to copy');
  return toHost(
    Object.fromEntries(model.parameters.map(({ name }) => [name, named(network.parameters, name)])),
  );
}

async function fromTeacher(model: Model, teacher: Teacher | undefined): Promise<HostParameters> {
  const network = teacher && networkOf(teacher);
  if (!network) {
    throw problem(
      'student-start',
      'The layers of a tfjs or ONNX teacher have no names that the student knows, so it cannot start from them.',
      'Let the student start new or from a file, or open the teacher as PyTorch or safetensors weights.',
    );
  }
  const { names } = plannedCopies(network.model.parameters, model.parameters);
  const taken = [...names].flatMap(([name, source]) => {
    const tensor = network.parameters[source];
    return tensor ? [[name, tensor] as const] : [];
  });
  return toHost(Object.fromEntries(taken));
}
