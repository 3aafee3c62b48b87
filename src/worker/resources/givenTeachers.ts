/**
 * What someone gives as a teacher: weights that the lab opens, or a model of other software, whose reader is loaded only then.
 */
import { filesInZip } from '../../data/modelZip.ts';
import type { ForeignModel } from '../../engine/external/externalModel.ts';
import type { ModelFiles } from '../../engine/external/tfjs/modelFiles.ts';
import { bytesOfBlob } from '../../engine/weights/byteSource.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { GivenModel } from '../../protocol/protocol.ts';
import type { InputScaleChoice } from '../../spec/choices.ts';
import type { GivenTeacher } from './teachers.ts';

/** One file: a zipped tfjs model or ONNX by its name, everything else by its first bytes. */
export async function teacherOfFile(name: string, blob: Blob): Promise<GivenTeacher> {
  const source = bytesOfBlob(blob, name);
  if (name.toLowerCase().endsWith('.zip')) {
    return teacherOfModel({ name, files: await filesInZip(blob, name) });
  }
  if (!name.toLowerCase().endsWith('.onnx')) return { name, source };
  return {
    name,
    async open(scale) {
      const { openOnnx } = await import('../../engine/external/onnx/onnxExternal.ts');
      return openOnnx(new Uint8Array(await source.read(0, source.size)), { name, scale });
    },
  };
}

/** @throws ProblemError `weights-invalid` where there is no model among the files; what fetching throws */
export async function teacherOfModel(model: GivenModel): Promise<GivenTeacher> {
  if ('url' in model) {
    const { modelFilesOfUrl } = await import('../../engine/external/tfjs/modelFilesOfUrl.ts');
    return tfjsTeacher(await modelFilesOfUrl(model.url, (input, init) => fetch(input, init)));
  }
  const { gatherModelFiles } = await import('../../engine/external/tfjs/modelFiles.ts');
  const files = await gatherModelFiles(model.files);
  if (files) return tfjsTeacher(files);
  throw problem(
    'weights-invalid',
    words`Among the ${model.files.length} files of ${model.name} there is no model.json of a tfjs model.`,
    'Drop model.json together with its weight files, or a single file of weights.',
  );
}

function tfjsTeacher(files: ModelFiles): GivenTeacher {
  const open = async (scale: InputScaleChoice): Promise<ForeignModel> => {
    const { openTfjsModel } = await import('../../engine/external/tfjs/openTfjsModel.ts');
    return openTfjsModel(files, { scale });
  };
  return { name: files.name, open };
}
