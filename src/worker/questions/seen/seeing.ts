/**
 * Which network is asked what it sees, and in which picture.
 */
import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../../base/imageSet.ts';
import { batchesOf } from '../../../data/augment/augment.ts';
import { squareOfPicture } from '../../../data/givenPicture.ts';
import { pictureOf } from '../../../data/summary.ts';
import { saidScale } from '../../../engine/external/saidScale.ts';
import { build } from '../../../engine/families/catalogue.ts';
import { onScale } from '../../../engine/families/onScale.ts';
import { toDevice } from '../../../engine/layers/hostParameters.ts';
import { type FrozenModel, networkOf } from '../../../engine/training/teacherLogits.ts';
import { problem } from '../../../lang/problem.ts';
import type { GivenPicture, GivenPixels } from '../../../protocol/protocol.ts';
import type { SquarePicture } from '../../../protocol/records.ts';
import type { SeeingNetwork, SeenInsideAsked } from '../../../protocol/seen/seenInside.ts';
import { experimentOf } from '../../../spec/link.ts';
import { freeParameters } from '../../resources/teacherFiles.ts';
import { reviveStudent } from '../../students/students.ts';
import { type Asked, requireDataset, requireMeasured, requireOfDataset, requireStudent } from '../asked.ts';
import { openNetwork } from '../openNetwork.ts';

interface Seeing {
  readonly network: FrozenModel;
  /** Of the square that it takes. */
  readonly size: number;
  /** Share of a picture's short side that it takes. */
  readonly centreCrop: number;
  readonly epochs: readonly number[];
  /** Frees what was put on the device for it. */
  free(): void;
}

export interface Sees {
  readonly network: FrozenModel;
  /** [1, S, S, 3] */
  readonly images: Tensor4D;
  readonly about: { readonly picture: SquarePicture; readonly epochs: readonly number[] };
}

/**
 * What a network sees of a picture; it and the picture are on the device until `look` has returned.
 *
 * @throws ProblemError where the network is not in memory or not the lab's, or the picture is not read
 */
export async function seeing<Value>(
  { of, picture }: SeenInsideAsked,
  asked: Asked,
  look: (sees: Sees) => Promise<Value>,
): Promise<Value> {
  await asked.timing.over();
  const { network, size, centreCrop, epochs, free } = await opened(of, asked);
  try {
    const given = typeof picture === 'number' ? pixelsAt(picture, asked) : picture;
    const pixels = await squareOfPicture(given, size, centreCrop);
    const set: ImageSet = { count: 1, size, pixels, labels: Int32Array.of(0) };
    const { rgba } = pictureOf(set, 'validation', 0);
    const filled = batchesOf(set, 'none').fill(Int32Array.of(0), Uint32Array.of(0));
    const images = tensor4d(filled.slice(), [1, size, size, 3]);
    const looked = look({ network, images, about: { picture: { size, rgba }, epochs } });
    images.dispose();
    return await looked;
  } finally {
    free();
  }
}

/** A validation image as it is. */
function pixelsAt(index: number, asked: Asked): GivenPicture {
  const { validation } = requireDataset(asked).dataset;
  const within = Math.max(0, Math.min(validation.count - 1, Math.trunc(index) || 0));
  const { size, rgba } = pictureOf(validation, 'validation', within);
  return { width: size, height: size, rgba, isCut: true } satisfies GivenPixels;
}

async function opened(of: SeeingNetwork, asked: Asked): Promise<Seeing> {
  if ('network' in of) return keptNetwork(of.network, asked);
  const { size } = requireDataset(asked).dataset.validation;
  const { centreCrop = 1 } = asked.current() ?? {};
  const ofOpen = { size, centreCrop };
  if ('student' in of) return { ...ofOpen, ...student(of, asked) };
  const { teacher } = requireMeasured(asked, of.teacher, () =>
    problem('teacher-missing', 'There is no trained teacher yet.', 'Train one, or choose the shipped one.'),
  );
  const network = networkOf(teacher);
  if (!network) {
    throw problem(
      'teacher-mismatch',
      'This teacher is a network of other software, or its stored logits: there is nothing to see inside of it here.',
      'Choose another network.',
    );
  }
  return { ...ofOpen, network, epochs: [], free: () => undefined };
}

function student(
  { student: id, epoch }: Extract<SeeingNetwork, { readonly student: unknown }>,
  asked: Asked,
): Pick<Seeing, 'network' | 'epochs' | 'free'> {
  const inEpochs = asked.epochWeights.find(id);
  const epochs = [...(inEpochs?.weights.keys() ?? [])];
  const finished = asked.studentStore.find(id);
  const at = epoch ?? (finished ? undefined : epochs.at(-1));
  const parameters = at === undefined ? undefined : inEpochs?.weights.get(at);
  const stored = inEpochs && parameters ? { ...inEpochs, parameters } : requireStudent(asked, id);
  requireOfDataset(asked, stored);
  const { frozen: network } = reviveStudent(stored);
  return { network, epochs, free: () => freeParameters(network.parameters) };
}

async function keptNetwork(id: string, asked: Asked): Promise<Seeing> {
  const { checkpoint, metadata } = await openNetwork(id, asked);
  const { architecture, tensors } = checkpoint;
  const parameters = toDevice(tensors);
  return {
    network: { model: onScale(build(architecture), saidScale(metadata) ?? 'imagenet'), parameters },
    size: architecture.imageSize,
    centreCrop: experimentOf(metadata.experiment ?? '').experiment.centreCrop,
    epochs: [],
    free: () => freeParameters(parameters),
  };
}
