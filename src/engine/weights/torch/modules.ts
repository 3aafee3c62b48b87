/**
 * Finds the weights in what a PyTorch file holds: a state dict, a checkpoint with one or several inside, or a whole module,
 * whose parameters and buffers hang in a tree of records.
 */
import { type Said, words } from '../../../lang/sentence.ts';
import type { LayerRecord, LayerSetting, StoredTensor, StoredTensors } from '../storedTensor.ts';
import { BrokenPickle, damaged, Global, type Pickled, PickledObject, UnreadTensor } from './pickled.ts';

export interface FoundNetwork {
  /** Where it lies in the file, as `checkpoint.state_dict`; empty where it is all of the file. */
  readonly key: string;
  readonly tensors: StoredTensors;
  /** What is there and cannot be read, by name. */
  readonly unread: ReadonlyMap<string, Said>;
  /** The class of a whole module, as `torchvision.models.resnet.ResNet`; undefined for a state dict. */
  readonly module: string | undefined;
  /** Of a whole module: what it says of each module inside, by its path; itself under the empty one. */
  readonly layers: ReadonlyMap<string, LayerRecord> | undefined;
}

type TensorOf = (value: Pickled) => StoredTensor | undefined;

const deepest = 64;
/** Modules, with their parameters, may share parts, and a small file may so describe a tree that never ends. */
const mostModules = 100_000;
const longestName = 10_000;
/** Networks lie this deep in a checkpoint at the most, and this many in one file. */
const deepestNetwork = 4;
const mostNetworks = 64;
/** What beside networks is kept by the names of weights: moments of Adam, gradients. */
const besideNetworks = /optim|sched|scaler|rng|grad/i;
/** Tensors beside a state dict are what its pixels are normalised by and such; a network has more. */
const fewTensors = 4;

/**
 * @param tensorOf the tensor that a record stands for, undefined where it stands for none.
 * @returns all that may be networks, at least one
 * @throws BrokenPickle where there are no weights.
 */
export function findNetworks(value: Pickled, tensorOf: TensorOf): readonly FoundNetwork[] {
  const seen = new Set<Pickled>();
  const budget = { left: mostModules };
  const found: FoundNetwork[] = [];
  /** Names and tensors, but no filter and no matrix among them. */
  const doubtful: FoundNetwork[] = [];
  const search = (inside: Pickled, path: readonly string[]): void => {
    if (path.length > deepestNetwork || found.length >= mostNetworks) return;
    if (typeof inside !== 'object' || seen.has(inside)) return;
    seen.add(inside);
    const key = path.join('.');
    if (inside instanceof PickledObject && attributesOf(inside)?.has('_modules')) {
      found.push({ key, ...wholeModule(inside, tensorOf, budget) });
      return;
    }
    const entries = entriesOf(inside);
    if (!entries) return;
    const pruned = prunedModule(entries);
    if (pruned) {
      found.push({ key, ...wholeModule(pruned, tensorOf, budget) });
      return;
    }
    const own = { key, ...tensorsIn(entries, tensorOf), module: undefined, layers: undefined };
    const before = found.length;
    for (const [name, value] of entries) {
      const isName = typeof name === 'string' || typeof name === 'number';
      if (isName && !besideNetworks.test(String(name))) search(value, [...path, String(name)]);
    }
    const isNetwork = [...own.tensors.values()].some(({ shape }) => shape.length > 1);
    if (!isNetwork) doubtful.push(own);
    else if (found.length === before || own.tensors.size >= fewTensors) found.push(own);
  };
  search(value, []);
  const networks = found.filter(({ tensors }) => tensors.size > 0);
  if (networks.length > 0) return networks;
  const named = doubtful.find(({ tensors }) => tensors.size > 0);
  if (named) return [named];
  const [unread] = doubtful.flatMap((one) => [...one.unread.values()]);
  throw new BrokenPickle(unread ?? words`it holds no tensors that have names`);
}

/**
 * Torch-Pruning's own state: the dictionary of every module's attributes by the module's path, of which that of the root, under the
 * empty one, has all others inside. Its class is not written.
 *
 * Source: torch_pruning/serialization.py (`state_dict`), Torch-Pruning 1.6.
 */
function prunedModule(entries: ReadonlyMap<Pickled, Pickled>): PickledObject | undefined {
  const byPath = dictionaryOf(entries.get('full_state_dict'));
  const root = byPath && dictionaryOf(byPath.get(''));
  if (!(root instanceof Map) || !root.has('_modules')) return undefined;
  const module = new PickledObject(new Global('torch_pruning', 'state_dict'), []);
  module.state = root;
  return module;
}

function wholeModule(
  module: PickledObject,
  tensorOf: TensorOf,
  budget: Collected['budget'],
): Omit<FoundNetwork, 'key'> {
  const into = {
    tensors: new Map<string, StoredTensor>(),
    unread: new Map<string, Said>(),
    layers: new Map<string, LayerRecord>(),
    budget,
  };
  collect(module, '', into, tensorOf, 0);
  return { tensors: into.tensors, unread: into.unread, layers: into.layers, module: module.maker.path };
}

/** Of a dictionary, a short list (an ensemble), or an object of somebody's own. */
function entriesOf(value: Pickled): ReadonlyMap<Pickled, Pickled> | undefined {
  if (Array.isArray(value)) return value.length > mostNetworks ? undefined : new Map(value.entries());
  return dictionaryOf(value) ?? (value instanceof PickledObject ? attributesOf(value) : undefined);
}

/** The entries of a dict, an OrderedDict, or another that is one too. */
function dictionaryOf(value: Pickled): ReadonlyMap<Pickled, Pickled> | undefined {
  if (value instanceof Map) return value;
  if (!(value instanceof PickledObject)) return undefined;
  // Any subclass of dict is written as its entries.
  if (value.items.size > 0) return value.items;
  if (value.maker.name !== 'OrderedDict') return undefined;
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

function tensorsIn(entries: ReadonlyMap<Pickled, Pickled>, tensorOf: TensorOf) {
  const tensors = new Map<string, StoredTensor>();
  const unread = new Map<string, Said>();
  for (const [name, value] of entries) {
    if (typeof name !== 'string') continue;
    try {
      const tensor = tensorOf(value);
      if (tensor) tensors.set(name, tensor);
    } catch (thrown) {
      // It may not be needed: who needs it misses it.
      if (!(thrown instanceof UnreadTensor)) throw thrown;
      unread.set(name, thrown.why);
    }
  }
  return { tensors, unread };
}

interface Collected {
  readonly tensors: Map<string, StoredTensor>;
  readonly unread: Map<string, Said>;
  readonly layers: Map<string, LayerRecord>;
  /** Of all the modules in a file. */
  readonly budget: { left: number };
}

/** As `torch.nn.Module.state_dict`: parameters, then buffers that are kept, then the modules inside. */
function collect(
  module: PickledObject,
  prefix: string,
  into: Collected,
  tensorOf: TensorOf,
  depth: number,
): void {
  if (depth > deepest) throw damaged(`its modules are nested more than ${deepest} deep`);
  if (prefix.length > longestName)
    throw damaged(`its modules have names of more than ${longestName} letters`);
  const spend = (count: number) => {
    into.budget.left -= count;
    if (into.budget.left < 0) throw damaged(`it has more than ${mostModules} modules, with their parameters`);
  };
  spend(1);
  const attributes = attributesOf(module);
  if (!attributes) return;
  const inside = dictionaryOf(attributes.get('_modules')) ?? new Map<Pickled, Pickled>();
  const children = [...inside].filter(([, one]) => one instanceof PickledObject);
  let hasTensors = false;
  const dropped = attributes.get('_non_persistent_buffers_set');
  for (const name of ['_parameters', '_buffers']) {
    const entries = dictionaryOf(attributes.get(name)) ?? new Map<Pickled, Pickled>();
    spend(entries.size);
    const { tensors, unread } = tensorsIn(entries, tensorOf);
    hasTensors ||= tensors.size + unread.size > 0;
    for (const [key, tensor] of tensors) {
      if (isDropped(dropped, key)) continue;
      into.tensors.set(`${prefix}${key}`, tensor);
    }
    for (const [key, why] of unread) into.unread.set(`${prefix}${key}`, why);
  }
  into.layers.set(prefix.slice(0, -1), {
    class: module.maker.path,
    isLeaf: children.length === 0,
    hasTensors,
    attributes: plainAttributes(attributes),
  });
  for (const [key, inner] of children) {
    if (typeof key === 'string' && inner instanceof PickledObject) {
      collect(inner, `${prefix}${key}.`, into, tensorOf, depth + 1);
    }
  }
}

/** A set, or as Python 2's protocol wrote it: `set([…])`. */
function isDropped(dropped: Pickled, key: string): boolean {
  if (dropped instanceof Set) return dropped.has(key);
  const [list] = dropped instanceof PickledObject ? dropped.parts : [];
  return Array.isArray(list) && list.includes(key);
}

/** A padding has as many numbers as an image has sides, and not many modules more. */
const longestSetting = 64;

/** Numbers, texts, truths and tuples of them, as PyTorch's modules keep their settings. */
function plainAttributes(attributes: ReadonlyMap<Pickled, Pickled>): LayerRecord['attributes'] {
  const isPlain = (value: Pickled): value is string | number | boolean | undefined =>
    value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
  const plain = new Map<string, LayerSetting>();
  for (const [name, value] of attributes) {
    if (typeof name !== 'string') continue;
    if (isPlain(value)) plain.set(name, value);
    else if (Array.isArray(value) && value.length <= longestSetting && value.every(isPlain))
      plain.set(name, value);
  }
  return plain;
}
