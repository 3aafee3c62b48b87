/**
 * The sentences of what is kept, taken away and brought back, in English.
 */
import { grouped } from '../../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

/** How many networks of a zip. */
export interface ImportCounts {
  readonly added: number;
  readonly present: number;
  readonly gone: number;
  readonly refused: readonly unknown[];
  readonly noRoom: readonly unknown[];
}

export const familyEn = {
  title: 'What is stored',
  used: (used: string, room: string) => `On disk: files of ${used}, of ${room} at most.`,
  inMemory: (weights: string) =>
    `Their weights, at their bits, are ${weights}; none of it is in memory until it is used.`,
  pinned: (all: number, pinned: number) =>
    `${grouped(pinned)} of ${plural(all, 'network', 'networks')} pinned: these never make room.`,
  goesFirst: (name: string, when: string) =>
    `When room is needed, the one untouched for longest goes first: ${name}, last used ${when}.`,
  noneGoes: 'All are pinned: when there is no more room, new networks are not stored.',
  damaged: (names: readonly string[]) =>
    `Damaged, not to be used: ${names.join('; ')}. Delete them, or run their experiment again.`,
  isDamaged: 'damaged',
  cameIn: (file: string) => `from ${file}`,
  wasImported: (file: string) => `Imported from ${file}: it was not made in this browser.`,
  run: (name: string, run: number) => `${name}, run ${grouped(run)}`,
  order: 'Every file, the longest untouched first',
  columns: { network: 'Network', keep: 'Pinned', file: 'File', touched: 'Last used' },
  keepThis: (name: string) => `Pin: ${name}`,
  free: 'Delete all that are not pinned…',
  reallyFree: (count: number, bytes: string) =>
    `Delete ${plural(count, 'network', 'networks')}, ${bytes}, for good?`,
  freeThem: 'Delete them',
  leaveThem: 'Leave them',
  freed: (count: number) => `Deleted: ${plural(count, 'network', 'networks')}.`,
  take: 'Take it with you…',
  takeFile: 'Take its file with you',
  takeFamily: 'Take the whole family (zip)',
  familyHelp: (count: number, bytes: string) =>
    `What it was made of, and all that was made of it: ${plural(count, 'network', 'networks')}, files of ${bytes}, with recipes and measurements.`,
  making: 'Being made…',
  familySaved: (name: string, count: number, size: string, leftOut: readonly string[]) =>
    `${name}: ${plural(count, 'network', 'networks')}, ${size}.${leftOut.length > 0 ? ` Damaged and left out: ${leftOut.join(', ')}.` : ''}`,
  import: 'Import a family…',
  importHelp: 'Import a family of networks from another browser (zip)',
  importDrop: 'Or drop the zip of a family anywhere on the page.',
  importingFrom: (name: string) => `Importing from ${name}…`,
  imported: (name: string, { added, present, gone, refused, noRoom }: ImportCounts) =>
    [
      `${name}: ${plural(added, 'network', 'networks')} imported`,
      present > 0 ? `${grouped(present)} here already` : '',
      refused.length > 0 ? `${grouped(refused.length)} refused` : '',
      noRoom.length > 0 ? `${grouped(noRoom.length)} without room` : '',
      gone > 0 ? `${plural(gone, 'other', 'others')} made room` : '',
    ]
      .filter(Boolean)
      .join(', '),
  hadNoRoom: 'there is no room for it; unpin or delete others, and import it again.',
  dismiss: 'Dismiss',
};

export type FamilyText = typeof familyEn;
