/**
 * Vision transformers are spelt in two ways: as timm and DeiT do, which is ours, and as torchvision does (its releases before 0.13 with
 * `mlp.linear_1` and `mlp.linear_2`). Shapes are the same, and so is the order of q, k and v.
 */

/** What names begin with there and here, the longest first; `#` is a block's number. */
const spellings: readonly (readonly [torchvision: string, timm: string])[] = [
  ['encoder.layers.encoder_layer_#.self_attention.in_proj_', 'blocks.#.attn.qkv.'],
  ['encoder.layers.encoder_layer_#.self_attention.out_proj.', 'blocks.#.attn.proj.'],
  ['encoder.layers.encoder_layer_#.ln_1.', 'blocks.#.norm1.'],
  ['encoder.layers.encoder_layer_#.ln_2.', 'blocks.#.norm2.'],
  ['encoder.layers.encoder_layer_#.mlp.0.', 'blocks.#.mlp.fc1.'],
  ['encoder.layers.encoder_layer_#.mlp.3.', 'blocks.#.mlp.fc2.'],
  ['encoder.layers.encoder_layer_#.mlp.linear_1.', 'blocks.#.mlp.fc1.'],
  ['encoder.layers.encoder_layer_#.mlp.linear_2.', 'blocks.#.mlp.fc2.'],
  ['encoder.pos_embedding', 'pos_embed'],
  ['encoder.ln.', 'norm.'],
  ['class_token', 'cls_token'],
  ['conv_proj.', 'patch_embed.proj.'],
  ['heads.head.', 'head.'],
];

/** Modules of torchvision's that hold no tensor of that name themselves. */
const modules: readonly (readonly [torchvision: RegExp, timm: string])[] = [
  [/^encoder\.layers\.encoder_layer_(\d+)\.self_attention$/, 'blocks.$1.attn'],
  [/^encoder\.layers\.encoder_layer_(\d+)\.mlp\.(?:1|act)$/, 'blocks.$1.mlp.act'],
];

/** Beginnings of timm's names and of torchvision's, each once; `#` is a block's number. */
export const bothSpellings: readonly (readonly [timm: string, torchvision: string])[] = spellings
  .filter(([, timm], i) => spellings.findIndex((pair) => pair[1] === timm) === i)
  .map(([torchvision, timm]) => [timm, torchvision]);

type Spelling = 0 | 1;

function spelt(name: string, from: Spelling, to: Spelling): string | undefined {
  for (const pair of spellings) {
    const [given, wanted] = [pair[from], pair[to]];
    const [before = '', behind] = given.split('#');
    if (!name.startsWith(before)) continue;
    if (behind === undefined) return wanted + name.slice(before.length);
    const [, number, rest] = /^(\d+)(.*)$/.exec(name.slice(before.length)) ?? [];
    if (number !== undefined && rest?.startsWith(behind)) {
      return wanted.replace('#', number) + rest.slice(behind.length);
    }
  }
  return undefined;
}

/** Whether names are torchvision's of a vision transformer. */
export const isTorchvisionsVit = (names: ReadonlyMap<string, unknown>): boolean =>
  names.has('class_token') && names.has('encoder.pos_embedding');

/** A module's path as timm has it; as it is where torchvision has none like it. */
export function moduleInTimms(path: string): string {
  const named = spelt(`${path}.`, 0, 1);
  if (named !== undefined) return named.slice(0, -1);
  const [pattern, timm] = modules.find(([torchvision]) => torchvision.test(path)) ?? [];
  return pattern && timm ? path.replace(pattern, timm) : path;
}

/** By timm's names where all are torchvision's; as it is otherwise. */
export function inTimmsSpelling<Value>(state: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  if (!isTorchvisionsVit(state)) return state;
  return new Map([...state].map(([name, value]) => [spelt(name, 0, 1) ?? name, value]));
}

/** The name that torchvision has for it; undefined where it has none, as for tokens of distillation. */
export const torchvisionsName = (name: string): string | undefined => spelt(name, 1, 0);
