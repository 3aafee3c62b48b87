/**
 * Trained networks as files for other programs, with what is needed to use them. Loaded when somebody asks for a file.
 */
import { zipOf, zippedSize } from '../../data/modelZip.ts';
import { catalogue } from '../../engine/families/catalogue.ts';
import { withoutScale } from '../../engine/families/onScale.ts';
import { exportedSize } from '../../engine/graph/exportedSize.ts';
import { type SnippetFormat, snippet } from '../../engine/graph/snippets.ts';
import type { FrozenModel } from '../../engine/training/teacherLogits.ts';
import type { ExportedNetwork, ExportSnippet, SmallerKind } from '../../protocol/exportedNetwork.ts';
import type { ModelCard } from '../../protocol/records.ts';
import type { ExportFormat, ModelName } from '../../spec/choices.ts';
import { experimentOf } from '../../spec/link.ts';
import type { LayerFormKind } from '../../spec/network/layerForms.ts';
import { normalisationOf } from '../../spec/normalisation.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { architectureMetadata } from '../metadata.ts';
import { writeModelFile } from '../resources/teacherFiles.ts';
import { publishedOf } from '../students/layerTable.ts';
import { aboutOf, programOf } from './torchProgram.ts';
import { withWholeNumbers } from './wholeNumbers.ts';

/** A network that is to leave the lab. */
export interface Outgoing {
  /** Takes images of `imageSize`; its parameters stay the caller's. */
  readonly network: FrozenModel;
  readonly card: ModelCard;
  readonly imageSize: number;
  readonly classes: readonly string[];
  /** Share of a picture's short side that was kept, (0, 1]. */
  readonly centreCrop: number;
  /** What the file says of itself. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The file's name without its ending. */
  readonly stem: string;
}

/**
 * TensorFlow.js and ONNX files hold the network itself, found by running it on the CPU once or twice, which takes a second or
 * two for ResNet-50; safetensors holds its weights by PyTorch's names.
 */
export async function exported(given: Outgoing, format: ExportFormat): Promise<ExportedNetwork> {
  return withWholeNumbers(given.network, (network) => exportedAs({ ...given, network }, format));
}

async function exportedAs(outgoing: Outgoing, format: ExportFormat): Promise<ExportedNetwork> {
  const { card, imageSize } = outgoing;
  const readsOneSize = exportedSize(card.name as ModelName, imageSize) !== undefined;
  const written = await write(outgoing, format);
  const zippedBytes = zippedSize(written.bytes);
  const fewestBits = fewestBitsOf(outgoing.network);
  const smaller = smallerKinds(outgoing);
  return {
    ...written,
    ...{ imageSize, anySize: !readsOneSize, memoryBytes: memoryOf(outgoing.network), smaller },
    ...(zippedBytes === undefined ? {} : { zippedBytes }),
    ...(fewestBits === undefined ? {} : { fewestBits }),
  };
}

const kindsOfForms: Readonly<Partial<Record<LayerFormKind, SmallerKind>>> = {
  masked: 'zeros',
  codebook: 'shared',
  hashed: 'shared',
  sharedWith: 'shared',
  lowRank: 'shared',
  fakeQuantised: 'whole',
  quantised: 'levels',
};

function smallerKinds(outgoing: Outgoing): readonly SmallerKind[] {
  const { factors = {}, forms = {} } = outgoing.network.model.architecture ?? {};
  const inForms = Object.values(forms).flatMap(({ kind }) => kindsOfForms[kind] ?? []);
  return [
    ...(isCut(outgoing) ? (['cut'] as const) : []),
    ...(Object.keys(factors).length > 0 ? (['factors'] as const) : []),
    ...new Set(inForms),
  ];
}

/** Cards say no width of whatever was made of a student, cut or not: it is then read off the channels. */
function isCut({ network, card, metadata }: Outgoing): boolean {
  const { architecture } = network.model;
  if (!architecture) return false;
  const { family, classes, imageSize, channels, without = [], shortcuts } = architecture;
  if (without.length > 0 || shortcuts) return true;
  const { width } = card;
  const whole =
    width === undefined
      ? publishedOf(architecture).channels
      : catalogue[family].channels({ classes, imageSize, width });
  if (Object.entries(channels).some(([space, count]) => whole[space] !== count)) return true;
  // The same share of every layer leaves what the family is at a smaller width.
  return width === undefined && metadata.role === 'student' && hasPruning(metadata.experiment ?? '');
}

const hasPruning = (link: string) =>
  stagesIn(experimentOf(link).experiment.recipe).some(({ kind }) => kind === 'prune');

function fewestBitsOf({ model }: FrozenModel): number | undefined {
  const bits = Object.values(model.architecture?.forms ?? {}).flatMap((form) =>
    form.kind === 'fakeQuantised' ? [form.bits] : [],
  );
  return bits.length > 0 ? Math.min(...bits) : undefined;
}

const memoryOf = ({ model }: FrozenModel) =>
  model.parameters.reduce(
    (sum, { shape }) => sum + 4 * shape.reduce((product, length) => product * length, 1),
    0,
  );

async function write(
  outgoing: Outgoing,
  format: ExportFormat,
): Promise<Pick<ExportedNetwork, 'name' | 'bytes' | 'snippets'>> {
  const { network, stem } = outgoing;
  const metadata = { ...outgoing.metadata, ...architectureMetadata(network.model) };
  switch (format) {
    case 'safetensors': {
      const name = `${stem}.safetensors`;
      const bytes = await writeModelFile(network, metadata);
      return { name, bytes, snippets: [await programOf(outgoing, name)] };
    }
    case 'onnx': {
      const { writeOnnx } = await import('../../engine/graph/onnx/writeOnnx.ts');
      const name = `${stem}.onnx`;
      const bytes = writeOnnx(await recordingOf(outgoing), metadata);
      return { name, bytes, snippets: snippetsOf(outgoing, ['onnx', 'onnx-web'], name) };
    }
    case 'tfjs': {
      const { weightsFile, writeGraphModel } = await import('../../engine/graph/graphModel.ts');
      const { modelJson, weights } = writeGraphModel(await recordingOf(outgoing), metadata);
      const snippets = snippetsOf(outgoing, ['graph-model'], 'model.json');
      const bytes = zipOf(
        new Map([
          ['model.json', modelJson],
          [weightsFile, weights],
          ['README.txt', new TextEncoder().encode(readmeOf(outgoing, snippets[0]?.code ?? ''))],
        ]),
      );
      return { name: `${stem}-tfjs.zip`, bytes, snippets };
    }
  }
}

async function recordingOf({ network, card, imageSize }: Outgoing) {
  const { recordNetwork } = await import('../../engine/graph/record.ts');
  return recordNetwork(withoutScale(network.model), network.parameters, {
    imageSize: exportedSize(card.name as ModelName, imageSize),
  });
}

function snippetsOf(
  outgoing: Outgoing,
  formats: readonly SnippetFormat[],
  fileName: string,
): readonly ExportSnippet[] {
  return formats.map((format) => {
    const one = snippet(format, aboutOf(outgoing, fileName));
    return { ...one, name: `${outgoing.stem}.${one.language === 'python' ? 'py' : 'mjs'}` };
  });
}

function readmeOf({ network, card, imageSize, classes, metadata }: Outgoing, code: string): string {
  const { mean, deviation } = normalisationOf(network.model.takes ?? 'imagenet');
  return `${card.label}
A TensorFlow.js GraphModel from Distillation Lab: model.json, and its weights in weights.bin beside it.

Input:  images, float32 [batch, ${imageSize}, ${imageSize}, 3], (pixels / 255 - mean) / deviation
        mean ${mean.join(', ')}; deviation ${deviation.join(', ')} (red, green, blue)
Output: logits, float32 [batch, ${classes.length}], one for each of: ${classes.join(', ')}
Made by this experiment: ${metadata.experiment ?? ''}

${code}`;
}
