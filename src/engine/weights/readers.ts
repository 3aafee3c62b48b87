/**
 * Every format of weights that is read. A new one is a file beside this and a line here.
 */
import { problem } from '../../shared/problem.ts';
import type { ByteSource } from './byteSource.ts';
import { looksLikeSafetensors, openSafetensors } from './safetensors.ts';
import type { WeightsFile } from './storedTensor.ts';
import { looksLikeTorch, openTorchFile } from './torch/torchFile.ts';

interface WeightsReader {
  /** @param head the file's first 16 bytes, or all where it has fewer. */
  readonly recognises: (head: Uint8Array, size: number) => boolean;
  readonly open: (source: ByteSource) => Promise<WeightsFile>;
}

const readers: readonly WeightsReader[] = [
  { recognises: looksLikeTorch, open: openTorchFile },
  { recognises: looksLikeSafetensors, open: openSafetensors },
];

/** @throws ProblemError `weights-invalid` where it is of no format that is read, or damaged. */
export async function openWeights(source: ByteSource): Promise<WeightsFile> {
  const head = await source.read(0, Math.min(16, source.size));
  const reader = readers.find(({ recognises }) => recognises(head, source.size));
  if (reader) return reader.open(source);
  throw problem(
    'weights-invalid',
    'This file is neither safetensors nor what torch.save writes.',
    'Save the weights with torch.save(model.state_dict(), …) or safetensors.torch.save_file, and open that file.',
  );
}
