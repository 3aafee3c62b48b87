/**
 * Every format of weights that is read. A new one is a file beside this and a line here.
 */
import { problem } from '../../lang/problem.ts';
import type { Sentence } from '../../lang/sentence.ts';
import type { ByteSource } from './byteSource.ts';
import { isSafetensors, looksLikeSafetensors, openSafetensors } from './safetensors.ts';
import type { StoredNetwork, WeightsFile } from './storedTensor.ts';
import { looksLikeTorch, openTorchFile } from './torch/torchFile.ts';
import { chooseNetwork, type WantedNetwork } from './whichNetwork.ts';

interface WeightsReader {
  /** @param head the file's first 16 bytes, or all where it has fewer. */
  readonly recognises: (head: Uint8Array, size: number) => boolean;
  readonly open: (source: ByteSource) => Promise<WeightsFile>;
}

const safetensors: WeightsReader['open'] = async (source) => {
  const { tensors, metadata } = await openSafetensors(source);
  return { networks: [{ key: '', tensors }], metadata };
};

const readers: readonly WeightsReader[] = [
  // Before what looks like a pickle: a header of 640 bytes, say, begins as one does.
  { recognises: isSafetensors, open: safetensors },
  { recognises: looksLikeTorch, open: openTorchFile },
  { recognises: looksLikeSafetensors, open: safetensors },
];

/** The network that was taken from a file. */
export interface OpenedWeights extends StoredNetwork, Pick<WeightsFile, 'metadata'> {
  /** What a person should know of how the file was read. */
  readonly remarks: readonly Sentence[];
}

/**
 * @throws ProblemError `weights-invalid` where it is of no format that is read, or damaged, or holds several networks and nothing
 *   says which is wanted.
 */
export async function openWeights(source: ByteSource, wanted: WantedNetwork = {}): Promise<OpenedWeights> {
  const head = await source.read(0, Math.min(16, source.size));
  const reader = readers.find(({ recognises }) => recognises(head, source.size));
  if (!reader) {
    throw problem(
      'weights-invalid',
      'This file is neither safetensors nor what torch.save writes.',
      'Save the weights with torch.save(model.state_dict(), …) or safetensors.torch.save_file, and open that file.',
    );
  }
  const { networks, metadata } = await reader.open(source);
  const { network, remarks } = chooseNetwork(networks, wanted);
  return { ...network, metadata, remarks };
}
