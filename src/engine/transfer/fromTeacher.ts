/**
 * A student that starts from its teacher's layers: of the teacher's blocks, evenly spaced ones become the student's.
 *
 * Source: DistilBERT (Sanh et al. 2019, arXiv 1910.01108, section 3), whose student has half of the teacher's layers and
 * takes one of every two. Here block j of the n_s of a stage comes from block ⌊j·n_t / n_s⌋ of the teacher's n_t: blocks 0, 2,
 * 4, … where n_t = 2·n_s. The first comes from the first, which alone has a stride and another number of
 * channels coming in. (The paper's code takes layers 0, 2, 4, 7, 9 and 11 of twelve.)
 */
import { dispose, mul, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';

export interface Copies {
  /** The teacher's parameter by the student's: running statistics too. */
  readonly names: ReadonlyMap<string, string>;
  /** Trained numbers of the student that are copied. */
  readonly covered: number;
  /** Trained numbers of the student. */
  readonly total: number;
  /** Blocks that are copied, by name (`layer1.2`), in the student's order: all that its family numbers. */
  readonly blocks: readonly { readonly student: string; readonly teacher: string }[];
}

/** Parameters that mean nothing without each other: a block, a filter with its batch norm, a linear layer. */
interface Unit {
  readonly name: string;
  /** By their names within a block, and by their whole names elsewhere. */
  readonly parts: Map<string, ParameterSpec>;
}

interface Structure {
  /** Outside of blocks, by name. */
  readonly layers: ReadonlyMap<string, Unit>;
  /** Blocks in order, by the name of their stage. */
  readonly stages: ReadonlyMap<string, readonly Unit[]>;
}

/**
 * Which parameter of the teacher each of the student's starts from. Those of one unit are copied together, where the
 * teacher's counterpart has the same ones in the same shapes, or not at all. The head is copied where both have
 * the same number of classes.
 *
 * @throws ProblemError `student-start` where fewer than half of the student's trained numbers find a counterpart.
 */
export function plannedCopies(teacher: readonly ParameterSpec[], student: readonly ParameterSpec[]): Copies {
  const from = structureOf(teacher);
  const to = structureOf(student);
  const names = new Map<string, string>();
  const blocks: Copies['blocks'][number][] = [];
  let covered = 0;
  const copy = (unit: Unit, source: Unit | undefined): boolean => {
    if (!source || !areAlike(unit, source)) return false;
    for (const [part, spec] of unit.parts) {
      names.set(spec.name, source.parts.get(part)?.name ?? spec.name);
      covered += trainedNumbers(spec);
    }
    return true;
  };
  for (const [name, layer] of to.layers) copy(layer, from.layers.get(name));
  for (const [stage, units] of to.stages) {
    for (const [unit, source] of spaced(units, from.stages.get(stage) ?? [])) {
      if (copy(unit, source)) blocks.push({ student: unit.name, teacher: source.name });
    }
  }
  const total = student.reduce((sum, spec) => sum + trainedNumbers(spec), 0);
  if (2 * covered < total) throw tooFew(covered / total);
  return { names, covered, total, blocks };
}

/**
 * @param teacher holds every parameter that `copies` names, with batch norm apart from its filters (not folded); keeps its
 * tensors.
 * @param initial is taken over: the replaced tensors are freed, the others returned.
 * @returns the student's parameters, in the order of `initial`; the caller owns them.
 * @throws if a parameter that `copies` names is missing; nothing is freed then.
 */
export function copiedFrom(teacher: Parameters, initial: Parameters, copies: Copies): Parameters {
  const copied: Record<string, Tensor> = {};
  const replaced: Tensor[] = [];
  try {
    for (const [name, source] of copies.names) {
      replaced.push(named(initial, name));
      copied[name] = copyOf(named(teacher, source));
    }
  } catch (thrown) {
    dispose(copied);
    throw thrown;
  }
  dispose(replaced);
  return { ...initial, ...copied };
}

/** In memory of its own: a clone shares its original's, and optimisers write in place. */
const copyOf = (tensor: Tensor) => tidy(() => mul(tensor, 1));

function tooFew(share: number) {
  return problem(
    'student-start',
    words`Only ${Math.floor(100 * share)} % of the student’s weights have a counterpart of the same shape in the teacher, so the student cannot start from the teacher’s layers.`,
    'Choose two networks of one family and width, of which the teacher is the deeper, as ResNet-56 and ResNet-20 or ResNet-34 and ResNet-18; or let the student start from random weights.',
  );
}

/** Pairs of one of each, every one used at most once: the fewer take evenly spaced ones of the more, the first the first. */
function spaced(students: readonly Unit[], teachers: readonly Unit[]): readonly (readonly [Unit, Unit])[] {
  const pairs = Math.min(students.length, teachers.length);
  return Array.from({ length: pairs }, (_, i) => [
    students[Math.floor((i * students.length) / pairs)] as Unit,
    teachers[Math.floor((i * teachers.length) / pairs)] as Unit,
  ]);
}

function areAlike({ parts }: Unit, { parts: others }: Unit): boolean {
  if (parts.size !== others.size) return false;
  return [...parts].every(([name, { kind, shape }]) => {
    const other = others.get(name);
    return other?.kind === kind && other.shape.join() === shape.join();
  });
}

function structureOf(specs: readonly ParameterSpec[]): Structure {
  const layers = new Map<string, Unit>();
  const lists = new Map<string, Map<string, Unit>>();
  for (const spec of specs) {
    const [, list, index, part] = /^(layer\d+|layers|features)\.(\d+)\.(.+)$/.exec(spec.name) ?? [];
    if (list === undefined || index === undefined || part === undefined) {
      const layer = spec.normalisedBy ?? spec.name.replace(/\.[^.]*$/, '');
      unitOf(layers, layer, layer).parts.set(spec.name, spec);
      continue;
    }
    const blocks = lists.get(list) ?? new Map<string, Unit>();
    lists.set(list, blocks);
    unitOf(blocks, index, `${list}.${index}`).parts.set(part, spec);
  }
  const stages = new Map<string, readonly Unit[]>();
  for (const [list, blocks] of lists) {
    const units = [...blocks.values()];
    if (/\d$/.test(list)) stages.set(list, units);
    else for (const [i, run] of runsOf(units).entries()) stages.set(`${list}, ${i}`, run);
  }
  return { layers, stages };
}

function unitOf(units: Map<string, Unit>, key: string, name: string): Unit {
  const unit = units.get(key) ?? { name, parts: new Map() };
  units.set(key, unit);
  return unit;
}

/** MobileNets number all blocks through: those of a stage follow each other and end with the same number of channels. */
function runsOf(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const runs: Unit[][] = [];
  let before: number | undefined;
  for (const unit of units) {
    const channels = [...unit.parts.values()].findLast(({ kind }) => kind === 'conv')?.shape.at(-1);
    const run = runs.at(-1);
    if (run && channels === before) run.push(unit);
    else runs.push([unit]);
    before = channels;
  }
  return runs;
}

const trainedNumbers = ({ role, shape }: ParameterSpec) =>
  role === 'trainable' ? shape.reduce((product, length) => product * length, 1) : 0;
