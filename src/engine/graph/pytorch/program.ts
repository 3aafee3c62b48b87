/**
 * A program for PyTorch that builds a network, whatever was cut from it, loads its safetensors file strictly, is held against the lab's
 * own logits of a made-up image, and classifies pictures.
 */
import { declaredFamily } from '../../../spec/families/catalogue.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { literal, type SnippetAbout, shortSide } from '../snippetText.ts';
import { checkImageText } from './checkImage.ts';
import { type MadeDense, madeDense, pathsIn } from './dense.ts';
import { forwards } from './forwards.ts';
import { type TorchLayers, torchLayers } from './layers.ts';

export interface ProgramAbout extends SnippetAbout {
  /** Undefined where the network is of no family. */
  readonly architecture: Architecture | undefined;
  /** What the lab computes of `checkImage`, one for each class. */
  readonly logits: ArrayLike<number>;
}

/** Logits that the program is held against at the most: a thousand would hide it. */
const mostChecked = 10;

export function pytorchProgram(about: ProgramAbout): string {
  const { architecture } = about;
  if (!architecture) return listing(about, 'The lab knows its weights by their names alone.');
  const base = baseOf(architecture);
  if (!base) return listing(about, 'torchvision has no such network.');
  const dense = madeDense(architecture.forms);
  if (!dense) {
    return listing(
      about,
      'It was quantised in training to values that are no whole numbers on one grid, and its file holds what they are made of.\n# Its ONNX file holds the values themselves.',
    );
  }
  return written(about, base, dense);
}

/** What the modules are put into: an expression, the definitions that it needs, and the modules that it lacks. */
interface Base {
  readonly model: string;
  readonly definitions: string;
  readonly layers: TorchLayers;
  /** Blocks that add their input where torchvision's do not, as what they give has another number of channels there. */
  readonly added: readonly string[];
  readonly isPublished: boolean;
}

function baseOf(architecture: Architecture): Base | undefined {
  const { family, classes, imageSize, without = [] } = architecture;
  const { torchvision } = declaredFamily(family);
  const layers = torchLayers(architecture);
  if (torchvision) {
    const published = catalogue[family].architecture({ classes, imageSize, width: 1 });
    const asPublished = torchLayers(published);
    const changed = [...layers].filter(([path, module]) => asPublished.get(path) !== module);
    const adding = addingBlocks(published);
    return {
      model: `models.${torchvision}(num_classes=${classes})`,
      definitions: '',
      layers: new Map([...without.map((block) => [block, 'nn.Identity()'] as const), ...changed]),
      added: addingBlocks(architecture).filter((block) => !adding.includes(block)),
      isPublished: true,
    };
  }
  const forward = forwards[family]?.(architecture);
  return forward === undefined
    ? undefined
    : { model: 'Network()', definitions: `${forward}\n\n`, layers, added: [], isPublished: false };
}

const addingBlocks = (architecture: Architecture) =>
  build(architecture).parts.flatMap(({ name, skips }) => (skips ? [name] : []));

const putText = `def put(model, path, module):
    """Puts a module where its parameters have the names that they have in the file."""
    *outer, name = path.split(".")
    for one in outer:
        if not hasattr(model, one):
            model.add_module(one, nn.Sequential())
        model = getattr(model, one)
    model.add_module(name, module)


`;

function written(about: ProgramAbout, base: Base, dense: MadeDense): string {
  const isPut = base.layers.size > 0;
  const usesNn = isPut || base.definitions !== '';
  const rows = [...base.layers].map(([path, module]) => `    "${path}": ${module},\n`).join('');
  const { definitions, steps } = dense;
  const defined = `${base.definitions}${isPut ? putText : ''}${definitions}`;
  return `# ${about.fileName.replace(/\.safetensors$/, '')}: python ${programName(about.fileName)} picture.jpg
import sys

import torch
from PIL import Image
from safetensors.torch import load_file
${usesNn ? 'from torch import nn\n' : ''}from torchvision import ${base.isPublished ? 'models, ' : ''}transforms

${defined === '' ? '' : `\n${defined}`}classes = ${literal(about.classes)}
model = ${base.model}
${isPut ? `${headingOf(base)}layers = {\n${rows}}\nfor path, module in layers.items():\n    put(model, path, module)\n` : ''}${addedText(base.added)}
state = load_file(${literal(about.fileName)})
${steps}model.load_state_dict(state, strict=True)
model.eval()

${checkText(about, dense)}
${picturesText(about)}`;
}

export const programName = (file: string) => file.replace(/\.safetensors$/, '.py');

const addedText = (blocks: readonly string[]) =>
  blocks.length === 0
    ? ''
    : `# What is given to these is added to what they give, as both have as many channels.
for path in ${pathsIn(blocks)}:
    model.get_submodule(path).use_res_connect = True
`;

const headingOf = ({ isPublished }: Base) =>
  isPublished
    ? '# What is not as torchvision has it: channels that are left, layers that run as several, blocks that are gone.\n'
    : '';

function checkText({ logits, imageSize }: ProgramAbout, { hasGrids }: MadeDense): string {
  const few = Array.from(logits)
    .slice(0, mostChecked)
    .map((value) => Number(value.toPrecision(7)));
  const which = few.length < logits.length ? `[:${mostChecked}]` : '';
  const held = hasGrids
    ? `# Where two sums differ in their last digit, a value may fall on the level beside: so these are near, and not the same.
print("largest difference from the lab's logits:", float((logits - expected).abs().max()))`
    : `torch.testing.assert_close(logits, expected, rtol=1e-3, atol=1e-3)`;
  return `# The lab's own logits of an image that is made of numbers: the network that was built here has to give them too.
expected = torch.tensor(${literal(few)})
with torch.inference_mode():
    logits = model(${checkImageText(imageSize)})[0]${which}
print("logits here:", [round(value, 4) for value in logits.tolist()])
print("in the lab: ", [round(value, 4) for value in expected.tolist()])
${held}
`;
}

function picturesText(about: ProgramAbout): string {
  const { imageSize, mean, deviation } = about;
  return `# A picture's middle, ${imageSize} × ${imageSize} pixels: red, green and blue in [0, 1], less their mean, by their standard deviation.
prepare = transforms.Compose([
    transforms.Resize(${shortSide(about)}),
    transforms.CenterCrop(${imageSize}),
    transforms.ToTensor(),
    transforms.Normalize(mean=${literal(mean)}, std=${literal(deviation)}),
])
for path in sys.argv[1:]:
    with torch.inference_mode():
        probabilities = model(prepare(Image.open(path).convert("RGB"))[None])[0].softmax(dim=0)
    best = int(probabilities.argmax())
    print(path, classes[best], float(probabilities[best]))
`;
}

/** Where no program builds the network. */
function listing(about: ProgramAbout, why: string): string {
  const { imageSize, mean, deviation } = about;
  return `# No program builds this network: ${why}
from safetensors.torch import load_file

classes = ${literal(about.classes)}
mean, deviation = ${literal(mean)}, ${literal(deviation)}

state = load_file(${literal(about.fileName)})
for name, tensor in state.items():
    print(name, tuple(tensor.shape))

# It reads [batch, 3, ${imageSize}, ${imageSize}]: (pixels / 255 - mean) / deviation. It gives one logit for each class.
`;
}
