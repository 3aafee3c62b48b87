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
 * @throws ProblemError as `networkBytes`, `weights-invalid` where its file says no architecture, and `teacher-mismatch` where it is
 *   a network of other software
 */
export async function openNetwork(id: string, asked: Asked): Promise<OpenedCheckpoint> {
  const row = await (await asked.networks.now())?.find(id);
  if (row?.foreign !== undefined) {
    throw problem(
      'teacher-mismatch',
      words`${row.label} is a network of other software: it is run as its file says, and nothing can be made of it.`,
      'Use it as the teacher, or choose a network of the lab.',
    );
  }
  // One that was recognised by its shapes when it came has its architecture in its row alone.
  const known = v.safeParse(architectureSchema, row?.architecture);
  const opened = await openCheckpoint(
    await networkBytes(id, asked),
    known.success ? known.output : undefined,
  );
  if (opened) return opened;
  throw problem(
    'weights-invalid',
    'The file of this network does not say its architecture.',
    'Run its experiment again, or choose another network.',
  );
}
