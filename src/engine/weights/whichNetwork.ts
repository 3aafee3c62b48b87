/**
 * Which of a file's networks is meant. It is never taken in silence: what decided is said, and how to have another.
 */
import { problem } from '../../lang/problem.ts';
import { listed, type Said, type Sentence, words } from '../../lang/sentence.ts';
import type { StoredNetwork, StoredTensor } from './storedTensor.ts';

/** What is known of the network that is wanted. */
export interface WantedNetwork {
  /** What the file was given as. */
  readonly role?: 'teacher' | 'student';
  /** The file's name, for people; `::` and a key may stand behind it. */
  readonly name?: string;
}

interface Chosen {
  readonly network: StoredNetwork;
  /** For a person; nothing where there was no choice. */
  readonly remarks: readonly Sentence[];
}

/** A network of the file, or one of several that lie in one state dict. */
interface Candidate extends StoredNetwork {
  /** Of the latter: the names that it has there begin so. */
  readonly prefix?: string;
}

const separator = '::';

/** The name that a file has on disk, and which of its networks was asked for behind it. */
function splitName(name: string): { readonly file: string; readonly key: string | undefined } {
  const at = name.lastIndexOf(separator);
  return at < 0
    ? { file: name, key: undefined }
    : { file: name.slice(0, at), key: name.slice(at + separator.length) };
}

/** `modelEMA.state_dict` is model, ema, state, dict. */
const wordsIn = (key: string) =>
  key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
const says = (key: string, those: readonly string[]) => wordsIn(key).some((word) => those.includes(word));

/** Weights averaged over the steps of a training, which are kept beside those that it trains. */
const averaged = ['ema', 'swa', 'avg', 'average', 'averaged', 'mean', 'shadow', 'polyak'];
/** What checkpoints call the network that they are of. */
const usual = ['state_dict', 'model_state_dict', 'model', 'net', 'network', 'module', 'weights'];
const lastOf = (key: string) => key.slice(key.lastIndexOf('.') + 1);
const depthOf = (key: string) => key.split('.').length;

/**
 * @param networks of a file, one at the least
 * @throws ProblemError `weights-invalid` where nothing decides, or there is none of the key that was asked for
 */
export function chooseNetwork(
  networks: readonly StoredNetwork[],
  { role, name = '' }: WantedNetwork,
): Chosen {
  const candidates = networks.flatMap((network) => splitByRole(network));
  const { file, key } = splitName(name);
  const names = listed(candidates.map((one) => one.key || '—'));
  if (key !== undefined) {
    const asked = candidates.filter((one) => one.key === key);
    const [found, ...others] = asked.length > 0 ? asked : candidates.filter((one) => lastOf(one.key) === key);
    if (found && others.length === 0) return { network: found, remarks: leftOut(found) };
    throw problem(
      'weights-invalid',
      words`${file} holds no network of the name ${key}; it holds: ${names}.`,
      words`Write one of these names behind ${separator}, or leave both away.`,
    );
  }
  const left = likeliest(candidates, role);
  const [network] = left;
  const [first, second] = candidates;
  const other = network === first ? second : first;
  const [asked, alone] = [separator + (other?.key ?? ''), savedAlone(file, other)];
  if (left.length !== 1 || !network) {
    throw problem(
      'weights-invalid',
      words`This file holds several networks, and nothing says which of them is meant: ${names}.`,
      words`Save the one that you mean alone, as with ${alone}, or on the command line write ${asked} behind the file’s name.`,
    );
  }
  if (candidates.length === 1) return { network, remarks: leftOut(network) };
  const remark = words`This file holds several networks: ${names}. ${network.key} was taken. To have another, save it alone, as with ${alone}, or on the command line write ${asked} behind the file’s name.`;
  return { network, remarks: [remark, ...leftOut(network)] };
}

/** By what it was given as, then not an average, then by the name that checkpoints use. */
function likeliest(
  candidates: readonly StoredNetwork[],
  role: WantedNetwork['role'],
): readonly StoredNetwork[] {
  const narrowed = (those: readonly StoredNetwork[], by: (key: string) => boolean) => {
    const left = those.filter(({ key }) => by(key));
    return left.length > 0 && those.length > 1 ? left : those;
  };
  let left = candidates;
  if (role) {
    left = narrowed(left, (key) => says(key, [role]));
    left = narrowed(left, (key) => !says(key, [role === 'teacher' ? 'student' : 'teacher']));
  }
  left = narrowed(left, (key) => !says(key, averaged));
  left = narrowed(left, (key) => usual.includes(lastOf(key)));
  const shallowest = Math.min(...left.map(({ key }) => depthOf(key)));
  return narrowed(left, (key) => depthOf(key) === shallowest && usual.includes(lastOf(key)));
}

/** One line of Python; the key is a path through dictionaries and lists. */
function savedAlone(file: string, candidate: Candidate | undefined): string {
  const { key = '', prefix = '', module } = candidate ?? {};
  const outer = prefix === '' ? key : key.slice(0, -prefix.length);
  const path = outer
    .split('.')
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `["${part}"]`))
    .join('');
  const loaded = file.endsWith('.safetensors')
    ? `safetensors.torch.load_file("${file}")`
    : `torch.load("${file}")${path}`;
  const to = `"${lastOf(key)}.pth"`;
  if (prefix === '') return `torch.save(${loaded}, ${to})`;
  const begin = `"${prefix}."`;
  const entries = `${loaded}${module ? '.state_dict()' : ''}.items()`;
  return `torch.save({k.removeprefix(${begin}): v for k, v in ${entries} if k.startswith(${begin})}, ${to})`;
}

/** What cannot be read and was not needed, or it would have been missed. */
function leftOut({ unread }: StoredNetwork): readonly Said[] {
  return [...(unread ?? [])].slice(0, 4).map(([name, why]) => words`${name} was left out: ${why}.`);
}

/** Around all the networks of a state dict: `module.model.teacher`. */
const mostPrefixes = 3;

/**
 * A state dict in which networks lie side by side, as a module that distils has them: `teacher.conv1.weight` beside
 * `student.conv1.weight`. Whole where no name says so.
 */
function splitByRole(network: StoredNetwork, depth = 0): readonly Candidate[] {
  const { key, tensors, module, layers } = network;
  const groups = new Map<string, Map<string, StoredTensor>>();
  for (const [name, tensor] of tensors) {
    const end = name.indexOf('.');
    const prefix = name.slice(0, Math.max(end, 0));
    const group = groups.get(prefix) ?? new Map<string, StoredTensor>();
    groups.set(prefix, group.set(name.slice(end + 1), tensor));
  }
  const parts = [...groups].filter(
    ([prefix, group]) =>
      prefix !== '' && group.size > 2 && [...group.values()].some(({ shape }) => shape.length > 1),
  );
  const partOf = ([prefix, group]: readonly [string, Map<string, StoredTensor>]): Candidate => {
    const inside = [...(layers ?? [])].filter(([path]) => path === prefix || path.startsWith(`${prefix}.`));
    const layersInside = new Map(inside.map(([path, layer]) => [path.slice(prefix.length + 1), layer]));
    const itself = layersInside.get('');
    return {
      key: key === '' ? prefix : `${key}.${prefix}`,
      prefix,
      tensors: group,
      ...(module && itself ? { module: itself.class, layers: layersInside } : {}),
    };
  };
  const [only] = parts;
  if (only && groups.size === 1 && depth < mostPrefixes) {
    // All lie in one more, as DataParallel and Lightning put them.
    const inside = splitByRole(partOf(only), depth + 1);
    return inside.length > 1
      ? inside.map((one) => ({ ...one, prefix: `${only[0]}.${one.prefix ?? ''}` }))
      : [network];
  }
  const isSplit =
    parts.length > 1 && parts.some(([prefix]) => says(prefix, ['teacher', 'student', ...averaged]));
  return isSplit ? parts.map(partOf) : [network];
}
