/**
 * How the tensors of a file fit the parameters of a model.
 */
import { problem } from '../../lang/problem.ts';
import { listed, type Sentence, type SentenceValue, words } from '../../lang/sentence.ts';
import type { ParameterSpec } from '../layers/parameters.ts';
import { torchShape } from './layout.ts';
import type { NamedShapes } from './storedTensor.ts';

export interface Differences {
  /** The model has them, the file has not. */
  readonly missing: readonly string[];
  /** The file has them, the model has not. */
  readonly unexpected: readonly string[];
  /** Both have them, in other shapes (PyTorch's layout). */
  readonly misshapen: readonly {
    readonly name: string;
    readonly given: readonly number[];
    readonly expected: readonly number[];
  }[];
}

/** @param given by plain keys. */
export function differencesOf(specs: readonly ParameterSpec[], given: NamedShapes): Differences {
  const missing: string[] = [];
  const misshapen: Differences['misshapen'][number][] = [];
  for (const { name, kind, shape } of specs) {
    const found = given.get(name);
    const expected = torchShape(kind, shape);
    if (!found) missing.push(name);
    else if (found.shape.join() !== expected.join()) {
      misshapen.push({ name, given: found.shape, expected });
    }
  }
  const known = new Set(specs.map(({ name }) => name));
  return { missing, unexpected: [...given.keys()].filter((name) => !known.has(name)), misshapen };
}

export const isFit = ({ missing, unexpected, misshapen }: Differences) =>
  missing.length + unexpected.length + misshapen.length === 0;

/** @param label the model's, as "ResNet-50". */
export function mismatch(
  label: string,
  { missing, unexpected, misshapen }: Differences,
  code: 'teacher-mismatch' | 'teacher-head',
) {
  const shapes = misshapen.map(
    ({ name, given, expected }) =>
      words`${name} is [${given.join(', ')}] instead of [${expected.join(', ')}]`,
  );
  const parts = [
    ...(missing.length > 0 ? [words`it lacks ${first(missing)}`] : []),
    ...(unexpected.length > 0 ? [words`it has, but the model has not, ${first(unexpected)}`] : []),
    ...(shapes.length > 0 ? [words`shapes differ: ${first(shapes)}`] : []),
  ];
  const what = words`The weights do not fit ${label}: ${parts.reduce((before, next) => words`${before}; ${next}`)}.`;
  if (code === 'teacher-head') return wrongHead(what);
  return problem(
    code,
    what,
    'Choose the architecture, width and number of classes that these weights were trained with.',
  );
}

/** What differs is the head alone, or the classes that it tells apart. */
export function wrongHead(what: Sentence) {
  return problem(
    'teacher-head',
    what,
    'Load all but its head (Teacher head: new) and let one for these classes be trained, or choose a teacher that was trained on them.',
  );
}

function first(names: readonly SentenceValue[]): SentenceValue {
  const shown = listed(names.slice(0, 5));
  return names.length > 5 ? words`${shown} and ${names.length - 5} more` : shown;
}
