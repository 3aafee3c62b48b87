/**
 * Networks that are made smaller in the bench: those that come with the lab, trained, so that what is left of them can be held
 * against what they were.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { openCheckpoint } from '../../worker/checkpointFile.ts';

export interface BenchedNetwork {
  readonly name: string;
  readonly label: string;
  /** @param files the folder of the page's own files */
  open(files: string): Promise<Checkpoint>;
}

export const benchedNetworks: readonly BenchedNetwork[] = [
  {
    name: 'student',
    label: 'Small CNN, the default student as distilled',
    open: (files) => opened(files, join('networks/insects', distilledIn(files))),
  },
  {
    name: 'resnet20',
    label: 'ResNet-20, the teacher that comes with the lab',
    open: (files) => opened(files, 'teachers/insects-resnet20.safetensors'),
  },
];

/** The file of the first example network that is distilled and nothing else. */
function distilledIn(files: string): string {
  const list = JSON.parse(readFileSync(join(files, 'networks/insects/index.json'), 'utf8')) as {
    readonly networks: readonly { readonly recipe: string; readonly file: string }[];
  };
  const found = list.networks.find(({ recipe }) => recipe === 'distil');
  if (!found) throw new Error('No example network is distilled and nothing else.');
  return found.file;
}

async function opened(files: string, path: string): Promise<Checkpoint> {
  const found = await openCheckpoint(new Uint8Array(readFileSync(join(files, path))));
  if (!found) throw new Error(`${path} says no architecture.`);
  return found.checkpoint;
}
