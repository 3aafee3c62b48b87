/**
 * Files of networks of other software, held against what they must be; nothing of them runs.
 */
import { filesInZip } from '../../../data/modelZip.ts';
import type { ModelFiles } from '../../../engine/external/tfjs/modelFiles.ts';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import type { ForeignFormat } from '../../../protocol/keptNetworks.ts';
import type { Quantities } from '../../../protocol/quantityNames.ts';

/**
 * @param name for people
 * @throws ProblemError `weights-invalid` where it is no such file, damaged, or with weights that are no numbers;
 *   `file-unreadable` where a part of it is missing
 */
export async function requireForeign(
  format: ForeignFormat,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<{ readonly size: Quantities; readonly weights?: undefined }> {
  if (format === 'onnx') {
    const { sizesOfOnnx } = await import('../../../engine/external/onnx/onnxExternal.ts');
    return { size: sizesOfOnnx(bytes, name) };
  }
  const { sizesOfTfjs } = await import('../../../engine/external/tfjs/openTfjsModel.ts');
  return { size: await sizesOfTfjs(await modelFilesIn(bytes, name)) };
}

/** @throws ProblemError `weights-invalid` where there is no tfjs model in it */
export async function modelFilesIn(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ModelFiles> {
  const { gatherModelFiles } = await import('../../../engine/external/tfjs/modelFiles.ts');
  const files = await gatherModelFiles(await filesInZip(new Blob([bytes]), name));
  if (files) return files;
  throw problem(
    'weights-invalid',
    words`There is no model.json of a tfjs model in ${name}.`,
    'Open the teacher’s file again, or choose another teacher.',
  );
}
