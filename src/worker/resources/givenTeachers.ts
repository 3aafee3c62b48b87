/**
 * What someone gives as a teacher: weights that the lab opens, or a model of other software, whose reader is loaded only then.
 */
import { filesInZip, zipOf } from '../../data/modelZip.ts';
import type { ForeignModel } from '../../engine/external/externalModel.ts';
import type { ModelFiles } from '../../engine/external/tfjs/modelFiles.ts';
import { bytesOfBlob } from '../../engine/weights/byteSource.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import { saidOfLogits } from '../../protocol/logitsFile.ts';
import type { GivenModel } from '../../protocol/protocol.ts';
import type { InputScaleChoice } from '../../spec/choices.ts';
import type { GivenTeacher } from './teachers.ts';

/** One file: a zipped tfjs model or ONNX by its name, everything else by its first bytes. */
export async function teacherOfFile(name: string, blob: Blob): Promise<GivenTeacher> {
  const source = bytesOfBlob(blob, name);
  if (name.toLowerCase().endsWith('.zip')) {
    return teacherOfModel({ name, files: await filesInZip(blob, name) });
  }
  if (await saidOfLogits(blob)) {
    return {
      name,
      async open() {
        const { openLogits } = await import('../../engine/external/logits/logitsFile.ts');
        return openLogits(source, name);
      },
    };
  }
  if (!name.toLowerCase().endsWith('.onnx')) return { name, source };
  const bytes = async () => new Uint8Array(await source.read(0, source.size));
  return {
    name,
    file: { format: 'onnx', bytes },
    async open(scale) {
      const { openOnnx } = await import('../../engine/external/onnx/onnxExternal.ts');
      return openOnnx(await bytes(), { name, scale });
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
  return { name: files.name, file: { format: 'tfjs', bytes: () => zipOfModel(files) }, open };
}

/** model.json, what lies beside it, and its weight files under the paths that it names; the same bytes for the same files. */
async function zipOfModel(files: ModelFiles): Promise<Uint8Array<ArrayBuffer>> {
  const { readManifest } = await import('../../engine/external/tfjs/manifest.ts');
  const text = (content: string) => new TextEncoder().encode(content);
  const members = new Map<string, Uint8Array>([['model.json', text(files.manifest)]]);
  if (files.metadata !== undefined) members.set('metadata.json', text(files.metadata));
  for (const path of readManifest(files).groups.flatMap(({ paths }) => paths)) {
    const isPlain = !/^\/|^\w+:|(^|\/)\.\.?(\/|$)/.test(path);
    members.set(isPlain ? path : path.replace(/^.*\//, ''), await files.shard(path));
  }
  return zipOf(members, new Date(1980, 0, 1));
}
