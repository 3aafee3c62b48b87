import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { withoutScale } from '../../engine/families/onScale.ts';
import { checkImage } from '../../engine/graph/pytorch/checkImage.ts';
import { programName, pytorchProgram } from '../../engine/graph/pytorch/program.ts';
import type { SnippetAbout } from '../../engine/graph/snippetText.ts';
import { frozenLogits } from '../../engine/training/teacherLogits.ts';
import type { ExportSnippet } from '../../protocol/exportedNetwork.ts';
import { normalisationOf } from '../../spec/normalisation.ts';
import type { Answer } from './asked.ts';
import type { Outgoing } from './exports.ts';
import { teacherToExport, withStudent } from './outgoing.ts';

type Described = Pick<Outgoing, 'network' | 'imageSize' | 'classes' | 'centreCrop'>;

export function aboutOf(
  { network, imageSize, classes, centreCrop }: Described,
  fileName: string,
): SnippetAbout {
  return {
    ...{ classes, imageSize, centreCrop, fileName },
    ...normalisationOf(network.model.takes ?? 'imagenet'),
  };
}

/**
 * The program that builds a network in PyTorch and loads its safetensors file, with what the lab computes of one image.
 *
 * @param fileName `….safetensors`
 */
export async function programOf(outgoing: Described, fileName: string): Promise<ExportSnippet> {
  const { network, imageSize } = outgoing;
  const logits = tidy(() =>
    frozenLogits(
      { ...network, model: withoutScale(network.model) },
      tensor4d(checkImage(imageSize), [1, imageSize, imageSize, 3]),
    ),
  );
  try {
    const code = pytorchProgram({
      ...aboutOf(outgoing, fileName),
      architecture: network.model.architecture,
      logits: await logits.data(),
    });
    return { language: 'python', name: programName(fileName), code };
  } finally {
    logits.dispose();
  }
}

export const torchProgram: Answer<'torch-program'> = async ({ of, file }, asked) =>
  typeof of === 'object'
    ? programOf(teacherToExport(asked, of.teacher), file)
    : withStudent(asked, of, (outgoing) => programOf(outgoing, file));
