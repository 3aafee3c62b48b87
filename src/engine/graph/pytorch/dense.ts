/**
 * Python that makes the dense float32 weights of what a safetensors file has of layers in other forms, as `weights/quantisedState.ts` and
 * `weights/packedState.ts` describe it.
 */
import type { LayerFormKind, LayerFormOf, LayerForms } from '../../../spec/network/layerForms.ts';
import { indexBits } from '../../layers/forms/codebook.ts';
import { inputLevels } from '../../layers/forms/fakeQuantised.ts';

/** Definitions, what is done with `state` before it is loaded, and whether inputs are on grids too; empty texts where all is dense. */
export interface MadeDense {
  readonly definitions: string;
  readonly steps: string;
  readonly hasGrids: boolean;
}

/** @returns undefined where a form of these cannot be made dense here: those of training whose values are no whole numbers. */
export function madeDense(forms: LayerForms): MadeDense | undefined {
  const of = <Kind extends LayerFormKind>(kind: Kind) =>
    Object.entries(forms).flatMap(([path, form]) =>
      form.kind === kind ? [[path, form as LayerFormOf<Kind>] as const] : [],
    );
  if (of('quantised').length > 0) return undefined;
  const [grids, codebooks, masks] = [of('fakeQuantised'), of('codebook'), of('masked')];
  const [hashes, products, shared] = [of('hashed'), of('lowRank'), of('sharedWith')];
  const isPacked = codebooks.length > 0 || grids.some(([, { bits }]) => bits < 8);
  const when = (needed: unknown[] | boolean, text: string) =>
    (Array.isArray(needed) ? needed.length > 0 : needed) ? text : '';
  return {
    hasGrids: grids.length > 0,
    definitions: when(isPacked, unpackedText) + when(grids, onGridText) + when(hashes, hashedText),
    steps:
      when(
        grids,
        `# Whole numbers: bits of a weight, and the greatest level of what the layer is given.
grids = ${table(grids, (form) => `(${form.bits}, ${inputLevels(form.activationBits).most})`)}
${gridSteps}`,
      ) +
      when(
        codebooks,
        `# Shared values: bits of an index, and the layer whose values it is of.
codebooks = ${table(codebooks, ({ entries, from }, path) => `(${indexBits(entries)}, "${from ?? path}")`)}
${codebookSteps}`,
      ) +
      when(
        masks,
        `for path in ${list(masks)}:
    state[f"{path}.weight"] *= state.pop(f"{path}.weight_mask")
`,
      ) +
      when(
        hashes,
        `seeds = ${table(hashes, ({ seed }) => String(seed))}
for path, seed in seeds.items():
    state[f"{path}.weight"] = hashed(state.pop(f"{path}.weight_hashed"), model.get_submodule(path), seed)
`,
      ) +
      when(
        products,
        `for path in ${list(products)}:
    left, right = (state.pop(f"{path}.weight_{side}") for side in ("left", "right"))
    state[f"{path}.weight"] = (right @ left.flatten(1)).reshape(model.get_submodule(path).weight.shape)
`,
      ) +
      when(
        shared,
        `lenders = ${table(shared, ({ layer }) => `"${layer}"`)}
for path, lender in lenders.items():
    state[f"{path}.weight"] = state[f"{lender}.weight"]
`,
      ),
  };
}

/** A tuple of Python. */
export const pathsIn = (paths: readonly string[]) => `(${paths.map((path) => `"${path}",`).join(' ')})`;

const list = (entries: readonly (readonly [string, unknown])[]) => pathsIn(entries.map(([path]) => path));

const table = <Form>(
  entries: readonly (readonly [string, Form])[],
  value: (form: Form, path: string) => string,
) => `{\n${entries.map(([path, form]) => `    "${path}": ${value(form, path)},\n`).join('')}}`;

const unpackedText = `def unpacked(packed, bits, like):
    """Whole numbers of a few bits each, lowest bit first, in the shape of a weight."""
    ones = packed.long()[:, None] >> torch.arange(8) & 1
    numbers = ones.flatten()[: like.numel() * bits].reshape(-1, bits) << torch.arange(bits)
    return numbers.sum(1).reshape(like.shape)


`;

const onGridText = `def on_grid(scale, zero, most):
    """Puts what a layer is given on its grid, as it was when the network was measured."""

    def hook(layer, inputs):
        return (((inputs[0] * (1 / scale) + zero).round().clamp(0, most)) - zero) * scale

    return hook


`;

const gridSteps = `for path, (bits, most) in grids.items():
    layer = model.get_submodule(path)
    names = ("weight_scale", "input_scale", "input_zero_point")
    scale, given, zero = (state.pop(f"{path}.{name}").float() for name in names)
    layer.register_forward_pre_hook(on_grid(given, zero, most))
    rows, half = scale.reshape(-1, *[1] * (layer.weight.dim() - 1)), 2 ** (bits - 1)
    if f"{path}.weight_packed" in state:
        state[f"{path}.weight"] = unpacked(state.pop(f"{path}.weight_packed"), bits, layer.weight) - half
    weight, bias = state[f"{path}.weight"], state.get(f"{path}.bias")
    levels = (weight * (1 / rows)).round().clamp(-half, half - 1) if weight.is_floating_point() else weight
    state[f"{path}.weight"] = levels * rows
    if bias is not None and not bias.is_floating_point():
        state[f"{path}.bias"] = bias * (scale * given)
`;

const codebookSteps = `for path, (bits, owner) in codebooks.items():
    index = unpacked(state.pop(f"{path}.weight_index_packed"), bits, model.get_submodule(path).weight)
    state[f"{path}.weight"] = state[f"{owner}.weight_codebook"][index]
for path in codebooks:
    state.pop(f"{path}.weight_codebook", None)
`;

const hashedText = `def mixed(x):
    """The finaliser of MurmurHash3, of 32 bits."""
    x = (x ^ x >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    x = (x ^ x >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return x ^ x >> 16


def hashed(numbers, layer, seed):
    """The weight whose shared numbers, and their signs, a hash of each place says."""
    count = layer.weight.numel()
    bits = max(1, (count - 1).bit_length())
    mask, shift = 2**bits - 1, (bits + 1) // 2
    before, between, signs = (mixed(seed ^ one) for one in (0x9E3779B9, 0x7F4A7C15, 0x165667B1))

    def step(x):
        x = x + before & mask
        x = (x ^ x >> shift) * 0x9E3779B1 & mask
        x = (x ^ x >> shift) + between & mask
        x = (x ^ x >> shift) * 0x85EBCA6B & mask
        return x ^ x >> shift

    places = torch.arange(count)
    entries = step(places)
    while (entries >= count).any():
        entries = torch.where(entries >= count, step(entries), entries)
    values = numbers[entries % len(numbers)] * (1 - 2 * (mixed(places ^ signs) & 1))
    # Places are counted along height, width, inputs, outputs.
    if layer.weight.dim() == 2:
        return values.reshape(layer.in_features, -1).T
    kernel = layer.weight.shape[2:]
    if layer.groups > 1:
        return values.reshape(*kernel, -1, 1).permute(2, 3, 0, 1)
    return values.reshape(*kernel, layer.in_channels, -1).permute(3, 2, 0, 1)


`;
