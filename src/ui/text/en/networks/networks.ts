/**
 * The sentences of the networks that are kept in English.
 */
import { grouped, plain } from '../../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

/** A network as it is named to who cannot see the picture. */
export interface NodeSaid {
  readonly label: string;
  /** What made it. */
  readonly act: string;
  /** The name of what it was made of. */
  readonly from: string | undefined;
  readonly accuracy: string | undefined;
  /** As saved. */
  readonly bytes: string | undefined;
  /** Over the first arm of its question. */
  readonly advantage: string | undefined;
  /** What it was made of is not kept. */
  readonly orphan: boolean;
  readonly runs: number;
  readonly children: number;
}

export const networksEn = {
  title: 'Networks',
  reading: 'Reading which networks are stored',
  refused:
    'This browser refused to store networks, as private windows do or when storage is full. Download what you need from the Bench.',
  kept: (count: number, used: string, room: string) =>
    `${plural(count, 'network is', 'networks are')} stored in this browser: ${used} of ${room}. When that is full, the one untouched for longest goes first; pinned ones stay.`,
  emptyTitle: 'No network is stored yet',
  empty:
    'Every network that an experiment trains or makes smaller is stored here, in this browser. Then you see which was made of which, and what each costs and is worth, and can go on from any of them.',
  run: 'Run the experiment',
  running: 'The first one appears as soon as it is trained.',
  firstTitle: 'Nothing was trained on this visit',
  first:
    'These examples come with the lab: a teacher, copies of it with ever fewer channels, and small students. What you train appears beside them.',
  examples:
    'Examples are shown as well. They were not trained here, so nothing says how long they take on this device.',
  hideExamples: 'Hide the examples',
  showExamples: 'Show the examples',
  shippedHelp: 'An example takes no room here and is never deleted.',
  notKeptHere: (missing: number, named: number) =>
    `${grouped(missing)} of ${plural(named, 'network', 'networks')} that the link names ${missing === 1 ? 'is' : 'are'} not stored here.`,
  picture: 'Picture',
  tree: 'Family tree',
  scatter: 'Size and accuracy',
  cost: 'Across',
  images: 'Images',
  costs: {
    bytes: 'size as saved',
    multiplyAdds: 'multiply-adds',
    milliseconds: 'ms per image here',
    parameters: 'parameters',
  },
  accuracy: 'accuracy on validation images',
  treeLabel: 'Family tree of networks',
  treeHelp:
    'What was made of what. Area: size as saved; shade: accuracy; thickness of a line: multiply-adds, as a share of the most in the picture; dashed: without the teacher.',
  howToRead: 'How to read it',
  bracketHelp:
    'A bracket compares accuracy with its first network, run by run, where both have two runs or more: mean ± standard error; bold where its 95 % interval leaves out 0. It holds arms of one question: other settings for the same network, or other ways to the same architecture with as many epochs at the end.',
  severalHelp:
    'Arrows walk, Enter chooses. Several: Shift or Ctrl with a click, Shift with an arrow; Space adds or takes away.',
  scatterLabel: (cost: string) => `Accuracy against ${cost}`,
  scatterHelp:
    'Line: the Pareto front, networks that no other beats in both; the others are pale. Bars: ± 1 standard deviation over runs.',
  notComparable: 'Networks of different experiments may have been measured on different validation images.',
  unnamed: (count: number) =>
    `${plural(count, 'name', 'names')} had no room here: the table beneath has them all.`,
  unplaced: (count: number) =>
    `${plural(count, 'network', 'networks')} without these measurements: see the table.`,
  teacherLine: (accuracy: string) => `teacher ${accuracy}`,
  source: (teacher: string) => `Teacher: ${teacher}`,
  node: ({ label, act, from, accuracy, bytes, advantage, orphan, runs, children }: NodeSaid) =>
    [
      label,
      from === undefined ? act : `${act} from ${from}`,
      accuracy === undefined ? '' : `accuracy ${accuracy}`,
      bytes === undefined ? '' : `${bytes} as saved`,
      advantage ?? '',
      orphan ? 'what it was made of is not stored' : '',
      runs > 1 ? `${grouped(runs)} runs` : '',
      children > 0 ? plural(children, 'child', 'children') : '',
    ]
      .filter(Boolean)
      .join(', '),
  /** `gain`: in percentage points. */
  gain: (gain: string, pairs: number) => `${gain} points, ${plural(pairs, 'pair', 'pairs')}`,
  gainOver: (gain: string, over: string) => `${gain} over ${over}`,
  folded: (count: number) => `… ${grouped(count)} more`,
  foldedSaid: (count: number, acts: readonly string[]) =>
    `${plural(count, 'network', 'networks')} in a row by the same ${acts.length > 1 ? 'stages' : 'stage'}: ${acts.join(', then ')}`,
  underWay: 'trains now',
  atEpoch: (epoch: number) => `after epoch ${grouped(epoch)}`,
  onFront: 'on the Pareto front',
  trainedTeacher: 'teacher, trained here',
  shippedTeacher: 'teacher, an example',
  importedTeacher: 'teacher, imported',
  openedTeacher: 'teacher, from a file',
  unknownAct: 'made by a recipe that is not known here',
  orphan: 'what it was made of is not stored',
  pinned: 'pinned',
  chosen: 'Chosen network',
  toCard: 'To the chosen network',
  choose: 'Choose a network in the picture or in the table.',
  oneRun: (run: number, accuracy: string | undefined) =>
    accuracy === undefined ? `run ${grouped(run)}` : `run ${grouped(run)}, ${accuracy}`,
  which: 'Run',
  facts: {
    parent: 'Made of',
    recipe: 'Recipe',
    accuracy: 'Accuracy',
    bytes: 'Weights',
    file: 'File here',
    shipped: 'File of the example',
    zeros: 'Zeros',
    images: 'Images',
    when: 'When',
  },
  count: (n: number) => `n = ${grouped(n)}`,
  path: (parts: readonly string[]) => parts.join(', '),
  stageEpochs: (epochs: number) => (epochs === 1 ? '1 epoch' : `${grouped(epochs)} epochs`),
  stageRate: (rate: number) => `learning rate ${plain(rate)}`,
  andThen: ', then ',
  zeros: (share: string) => `${share} of the weights. They are multiplied as well: no faster here.`,
  asSaved: (bytes: string) => `${bytes}, float32 as saved`,
  tryIt: 'Try it',
  atBits: (bits: string) => `${bits} bits per weight, simulated here`,
  useAsTeacher: 'Use as teacher',
  useAsStart: 'Use as student’s start',
  noStart:
    'A quantised network is neither trained nor made smaller again in this version: start from the one that it was made of.',
  otherImages:
    'It was trained on other images than those that are open: as a teacher it may need a new head.',
  busy: 'Wait until training has ended to use it.',
  more: 'More',
  foreignHelp:
    'Other software made it, and it runs here as its file says: it teaches and is shown. It cannot be made smaller, nor a student start from it; distil a student of the lab instead.',
  keep: 'Pin',
  keepHelp: 'A pinned network never makes room for others.',
  remove: 'Delete',
  removed: (name: string) => `Deleted: ${name}.`,
  removedForGood: (name: string) => `Deleted: ${name}. Its file was damaged, so it cannot be put back.`,
  undo: 'Undo',
  noRoom: 'There is no room to put it back: unpin or delete others, and try again.',
  restored: (name: string) => `Put back: ${name}.`,
  table: 'Numbers behind the picture',
  columns: { network: 'Network', n: 'n' },
  pick: (name: string) => `Choose: ${name}`,
};

export type NetworksText = typeof networksEn;
