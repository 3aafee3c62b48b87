/**
 * A network by its id, for whatever is asked about it.
 */
import * as v from 'valibot';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import { architectureSchema } from '../../spec/network/architecture.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../checkpointFile.ts';
import { type Asked, requireNetworks } from './asked.ts';

/**
 * Its safetensors file, held against its checksum.
 *
 * @throws ProblemError `weights-invalid` where it is not kept any more or damaged, `storage-failed` where nothing can be kept
 */
export async function networkBytes(id: string, asked: Asked): Promise<Uint8Array<ArrayBuffer>> {
  // What comes with the lab is there where nothing can be kept, too.
  const example = (await asked.networks.now()) ? undefined : await asked.shipped.bytes(id);
  if (example) return example;
  const read = await (await requireNetworks(asked)).read(id);
  if (read && 'bytes' in read) return read.bytes;
  throw problem(
    'weights-invalid',
    read
      ? words`This network is damaged: ${read.damage}`
      : 'This network is not kept any more: it was deleted in another tab, or made room for later ones.',
    'Run its experiment again, or choose another network.',
  );
}

/**
 * Its architecture and tensors, off the device.
 *
 * @throws ProblemError as `networkBytes`, and `weights-invalid` where its file says no architecture
 */
export async function openNetwork(id: string, asked: Asked): Promise<OpenedCheckpoint> {
  // One that was recognised by its shapes when it came has its architecture in its row alone.
  const row = v.safeParse(architectureSchema, (await (await asked.networks.now())?.find(id))?.architecture);
  const opened = await openCheckpoint(await networkBytes(id, asked), row.success ? row.output : undefined);
  if (opened) return opened;
  throw problem(
    'weights-invalid',
    'The file of this network does not say its architecture.',
    'Run its experiment again, or choose another network.',
  );
}
