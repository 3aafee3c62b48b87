/**
 * Finds the weights in what a PyTorch file holds: a state dict, a checkpoint with one inside, or a whole module, whose
 * parameters and buffers hang in a tree of records.
 */
import { words } from '../../../shared/sentence.ts';
import type { StoredTensor, StoredTensors } from '../storedTensor.ts';
import { BrokenPickle, damaged, type Pickled, PickledObject } from './pickled.ts';

export interface FoundWeights {
  readonly tensors: StoredTensors;
  /** The class of a whole module, as `torchvision.models.resnet.ResNet`; undefined for a state dict. */
  readonly module: string | undefined;
}

/** Under which names checkpoints keep their state dict or module, the likeliest first. */
const checkpointKeys = [
  'state_dict',
  'model_state_dict',
  'model',
  'net',
  'network',
  'module',
  'ema_state_dict',
  'model_ema',
  'student',
  'teacher',
  'weights',
];

const deepest = 64;
/** Modules, with their parameters, may share parts, and a small file may so describe a tree that never ends. */
const mostModules = 100_000;
const longestName = 10_000;

/**
 * @param tensorOf the tensor that a record stands for, undefined where it stands for none.
 * @throws BrokenPickle where there are no weights.
 */
export function findWeights(
  value: Pickled,
  tensorOf: (value: Pickled) => StoredTensor | undefined,
): FoundWeights {
  const found = search(value, tensorOf, 0, new Set());
  if (!found || found.tensors.size === 0) throw new BrokenPickle(words`it holds no tensors that have names`);
  return found;
}

function search(
  value: Pickled,
  tensorOf: (value: Pickled) => StoredTensor | undefined,
  depth: number,
  seen: Set<Pickled>,
): FoundWeights | undefined {
  if (depth > 3 || seen.has(value)) return undefined;
  if (typeof value === 'object') seen.add(value);
  const entries = dictionaryOf(value);
  if (entries) {
    const tensors = tensorsIn(entries, tensorOf);
    if (tensors.size > 0 && 2 * tensors.size >= entries.size) return { tensors, module: undefined };
    for (const key of checkpointKeys) {
      const inner = entries.has(key) ? search(entries.get(key), tensorOf, depth + 1, seen) : undefined;
      if (inner && inner.tensors.size > 0) return inner;
    }
    if (tensors.size > 0) return { tensors, module: undefined };
    for (const inner of entries.values()) {
      const found = search(inner, tensorOf, depth + 1, seen);
      if (found && found.tensors.size > 0) return found;
    }
    return undefined;
  }
  if (value instanceof PickledObject && attributesOf(value)?.has('_modules')) {
    const tensors = new Map<string, StoredTensor>();
    collect(value, '', tensors, tensorOf, 0, { left: mostModules });
    return { tensors, module: value.maker.path };
  }
  return undefined;
}

/** The entries of a dict or OrderedDict. */
function dictionaryOf(value: Pickled): ReadonlyMap<Pickled, Pickled> | undefined {
  if (value instanceof Map) return value;
  if (!(value instanceof PickledObject) || value.maker.name !== 'OrderedDict') return undefined;
  if (value.items.size > 0) return value.items;
  // As Python 2 wrote it: OrderedDict([[key, value], …]).
  const [pairs] = value.parts;
  if (!Array.isArray(pairs)) return value.items;
  return new Map(
    pairs.flatMap((pair) => (Array.isArray(pair) && pair.length === 2 ? [[pair[0], pair[1]]] : [])),
  );
}

/** What `torch.nn.Module.__setstate__` would be given. */
function attributesOf(value: PickledObject): ReadonlyMap<Pickled, Pickled> | undefined {
  const { state } = value;
  if (state instanceof Map) return state;
  // Objects with slots have a pair of dictionaries.
  return Array.isArray(state) && state[0] instanceof Map ? state[0] : undefined;
}

function tensorsIn(
  entries: ReadonlyMap<Pickled, Pickled>,
  tensorOf: (value: Pickled) => StoredTensor | undefined,
): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of entries) {
    const tensor = typeof name === 'string' ? tensorOf(value) : undefined;
    if (tensor && typeof name === 'string') tensors.set(name, tensor);
  }
  return tensors;
}

/** As `torch.nn.Module.state_dict`: parameters, then buffers that are kept, then the modules inside. */
function collect(
  module: PickledObject,
  prefix: string,
  into: Map<string, StoredTensor>,
  tensorOf: (value: Pickled) => StoredTensor | undefined,
  depth: number,
  budget: { left: number },
): void {
  if (depth > deepest) throw damaged(`its modules are nested more than ${deepest} deep`);
  if (prefix.length > longestName)
    throw damaged(`its modules have names of more than ${longestName} letters`);
  const spend = (count: number) => {
    budget.left -= count;
    if (budget.left < 0) throw damaged(`it has more than ${mostModules} modules, with their parameters`);
  };
  spend(1);
  const attributes = attributesOf(module);
  if (!attributes) return;
  const dropped = attributes.get('_non_persistent_buffers_set');
  for (const name of ['_parameters', '_buffers']) {
    const entries = dictionaryOf(attributes.get(name)) ?? new Map();
    spend(entries.size);
    for (const [key, tensor] of tensorsIn(entries, tensorOf)) {
      if (dropped instanceof Set && dropped.has(key)) continue;
      into.set(`${prefix}${key}`, tensor);
    }
  }
  for (const [key, inner] of dictionaryOf(attributes.get('_modules')) ?? []) {
    if (typeof key === 'string' && inner instanceof PickledObject) {
      collect(inner, `${prefix}${key}.`, into, tensorOf, depth + 1, budget);
    }
  }
}
