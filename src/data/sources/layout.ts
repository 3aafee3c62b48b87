/**
 * What the folders of a dataset are: classes, splits that hold classes, or what wraps them.
 *
 * A name is a hint and what is inside decides: folders are splits where their names say so and they hold folders of the same
 * names, the classes. Where names and contents disagree, or either reading is as good, nothing is guessed: a `Problem`
 * says what was seen and how to say what was meant.
 */
import { type Sentence, words } from '../../lang/sentence.ts';
import { classKey, list, quote } from './naming.ts';
import { flatSplits, givesNoTraining, namedAsSplits, severalDatasets, unlikeSplits } from './refusals.ts';
import {
  isCounted,
  isImageWord,
  isUnlabelledFolder,
  preferenceOf,
  type SplitName,
  saysNothing,
  splitNameOf,
} from './splitWords.ts';
import type { FileEntry, Folder } from './tree.ts';

/** A folder all of whose files are of one class. */
export interface ClassFolder {
  readonly name: string;
  readonly folder: Folder;
}

export interface Layout {
  /** How many folders wrap all that is used. */
  readonly depth: number;
  readonly train: readonly ClassFolder[];
  readonly validation: readonly ClassFolder[] | undefined;
  /** What is validated on, as its folder is called. */
  readonly validationName: string | undefined;
  /** Images in a split that lie in none of its classes. */
  readonly loose: readonly FileEntry[];
  /** Files beside all that is used. */
  readonly outside: readonly FileEntry[];
  readonly leftOut: readonly Folder[];
  /** What is used for what; not what is left out. */
  readonly understood: Sentence;
  /** Where the seed's names would not have told it: what tells this reading of the same files from another. */
  readonly reading: string | undefined;
}

interface Top {
  readonly folder: Folder;
  /** The folder in it that holds the classes: `seg_train/seg_train`. */
  readonly inner: Folder;
  readonly split: SplitName | undefined;
  /** Keys of the folders inside that hold files. */
  readonly classes: ReadonlySet<string>;
}

type Split = Top & { readonly split: SplitName };

/** @throws ProblemError splits-without-classes, splits-unclear, one-class-only */
export function layoutOf(root: Folder): Layout {
  const { top, outside } = descend(root);
  const about = { depth: top.parts.length, outside };
  const tops = holding(top).map(topOf);
  return (
    byName(tops, about) ??
    classesFirst(tops, about) ??
    within(tops, about) ??
    byContents(tops, about) ??
    classesAlone(top, tops, about)
  );
}

type About = Pick<Layout, 'depth' | 'outside'>;

const holding = ({ folders }: Folder) => folders.filter(({ count }) => count > 0);
const isFlat = ({ inner }: Top) => holding(inner).length === 0;
const folderNames = (tops: readonly Top[]) => tops.map(({ folder }) => folder.name);

/** Goes down while every file lies in one folder that itself holds folders. */
function descend(root: Folder): { readonly top: Folder; readonly outside: readonly FileEntry[] } {
  let top = root;
  const outside: FileEntry[] = [];
  for (;;) {
    outside.push(...top.files);
    const [only, ...others] = holding(top);
    if (!only || others.length > 0 || holding(only).length === 0) return { top, outside };
    top = only;
  }
}

function topOf(folder: Folder): Top {
  const split = splitNameOf(folder.name);
  let inner = folder;
  for (;;) {
    const [only, ...others] = holding(inner);
    const repeats =
      only &&
      (classKey(only.name) === classKey(folder.name) ||
        saysNothing(only.name) ||
        (split && splitNameOf(only.name)?.role === split.role));
    if (!only || others.length > 0 || !repeats || only.pictures < inner.pictures) break;
    inner = only;
  }
  return { folder, inner, split, classes: new Set(holding(inner).map(({ name }) => classKey(name))) };
}

const isSplit = (top: Top): top is Split => top.split !== undefined;
const isTraining = ({ split }: Split) => split.role === 'train';
const isBare = ({ split }: Split) => split.rest === '' && !split.weak;

function shared(a: Top, b: Top): number {
  return [...a.classes].filter((key) => b.classes.has(key)).length;
}

/** Folders that hold the same folders, but for one in ten. */
function isAlike(a: Top, b: Top): boolean {
  const same = shared(a, b);
  return same >= 2 && same >= 0.9 * (a.classes.size + b.classes.size - same);
}

function byName(tops: readonly Top[], about: About): Layout | undefined {
  const splits = tops.filter(isSplit);
  const held = splits.filter((split) => !isTraining(split));
  const isProven = (split: Split) =>
    isBare(split) ||
    held.some((other) => shared(split, other) > 0) ||
    tops.some((other) => other !== split && isAlike(split, other));
  const trains = splits.filter((split) => isTraining(split) && !isFlat(split) && isProven(split));
  if (trains.length === 0) return refuseFlat(tops, splits);
  const train = bestTraining(trains);
  const fits = (top: Top) => train.some((one) => shared(one, top) > 0);
  const fitting = held.filter(fits).sort(byPreference);
  // Keras's examples put pictures without a class into test/unknown.
  const strange = held.filter((split) => !fits(split) && holding(split.inner).length > 1);
  const others = tops.filter((top) => !isSplit(top) && top.folder.pictures > 0);
  const alike = others.filter((top) => train.some((one) => isAlike(one, top)));
  if (fitting.length === 0 && alike.length === 0) {
    if (strange.length > 0) throw unlike([...train, ...strange]);
    const copies = (top: Top) => holding(top.inner).some(({ name }) => splitNameOf(name));
    const beside = others.filter((top) => !copies(top));
    if (held.length === 0 && beside.length > 0) throw namedAsSplits(folderNames(train), folderNames(beside));
  }
  return splitLayout(tops, train, fitting[0] ?? alike.sort(bySize)[0], about);
}

const bySize = (a: Top, b: Top) => b.folder.pictures - a.folder.pictures;

function byPreference(a: Split, b: Split): number {
  return preferenceOf(a.folder.name, a.split) - preferenceOf(b.folder.name, b.split) || bySize(a, b);
}

/** Of several, `train` itself, or all parts of one: `train1` and `train2`. */
function bestTraining(trains: readonly Split[]): readonly Split[] {
  const itself = trains.filter(({ folder }) => folder.name.toLowerCase() === 'train');
  if (itself.length > 0) return itself;
  const bare = trains.filter(isBare);
  const chosen = bare.length > 0 ? bare : trains;
  const parts = new Set(chosen.map(({ split }) => split.rest));
  if (parts.size > 1) throw severalDatasets(folderNames(chosen));
  return chosen;
}

/** Splits by their names that hold no classes: there is nothing to learn in telling training from testing. */
function refuseFlat(tops: readonly Top[], splits: readonly Split[]): undefined {
  const seen = tops.filter(({ folder }) => folder.pictures > 0);
  const others = seen.filter((top) => !isSplit(top) && !isImageWord(top.folder.name));
  const trains = splits.filter(isTraining);
  const held = splits.filter((split) => !isTraining(split));
  const matches = (train: Split, other: Split) => train.split.rest === other.split.rest;
  const paired = trains.filter((train) => held.some((other) => matches(train, other)));
  if (others.length > 0) {
    const bare = splits.filter((split) => isBare(split) && isFlat(split));
    const unlikely = new Set(bare.map(({ split }) => split.role)).size > 1;
    if (!unlikely && !paired.some(isBare)) return undefined;
    throw namedAsSplits(folderNames(unlikely ? bare : [...paired, ...held]), folderNames(others));
  }
  const flat = seen.filter(isFlat);
  const innerOf = (some: readonly Top[]) => some.map(({ inner }) => inner);
  if (paired.length > 0) {
    if (paired.every((train) => !isFlat(train))) throw unlike([...paired, ...held]);
    throw flatSplits(innerOf(flat), innerOf(trains.filter(isFlat)));
  }
  const bare = splits.length > 0 && splits.every(isBare);
  if (bare && seen.length > 1 && flat.length === seen.length) throw flatSplits(innerOf(flat), []);
  return undefined;
}

const unlike = (splits: readonly Top[]) =>
  unlikeSplits(splits.map(({ folder, inner }) => [folder.name, holding(inner)[0]?.name ?? '']));

/** Folders that hold the same folders are splits, whatever they are called; which is which, a name must say. */
function byContents(tops: readonly Top[], about: About): Layout | undefined {
  const proper = tops.filter((top) => !isFlat(top));
  const [first, ...rest] = proper;
  if (!first || rest.length === 0) return undefined;
  const held = proper.filter(isSplit).filter((top) => !isTraining(top));
  const [only, ...unnamed] = proper.filter((top) => !held.some(({ folder }) => folder === top.folder));
  const fits = (top: Split, train: Top) =>
    isAlike(train, top) || (isBare(top) && shared(top, train) === top.classes.size);
  if (only && unnamed.length === 0 && held.length > 0 && held.every((top) => fits(top, only))) {
    return splitLayout(tops, [only], [...held].sort(byPreference)[0], about);
  }
  if (rest.every((top) => isAlike(first, top))) throw givesNoTraining(folderNames(proper), first.inner);
  return undefined;
}

function splitLayout(
  tops: readonly Top[],
  train: readonly Top[],
  validation: Top | undefined,
  about: About,
): Layout {
  const used = validation ? [...train, validation] : train;
  const leftOut = tops.filter((top) => !used.includes(top)).map(({ folder }) => folder);
  const classesIn = (top: Top) => top.inner.folders.map((folder) => ({ name: folder.name, folder }));
  const usual =
    train.every(({ folder, inner }) => folder === inner && folder.name.toLowerCase() === 'train') &&
    (!validation || /^(val|valid|validation|test)$/i.test(validation.folder.name));
  const names = list(folderNames(train));
  return {
    ...about,
    train: train.flatMap(classesIn),
    validation: validation && classesIn(validation).filter(({ folder }) => folder.count > 0),
    validationName: validation?.folder.name,
    loose: used.flatMap(({ inner }) => inner.files),
    leftOut,
    understood: validation
      ? words`Trained on ${names}, validated on ${quote(validation.folder.name)}.`
      : words`Trained on ${names}, of which a part is kept for validation.`,
    reading: usual ? undefined : used.map(({ inner }) => inner.parts.slice(about.depth).join('/')).join('\0'),
  };
}

/** `cats/train`, `cats/test`, `dogs/train`, …: each class has splits of its own. */
function classesFirst(tops: readonly Top[], about: About): Layout | undefined {
  const found = tops.map((top) => {
    const inside = holding(top.inner).map(topOf).filter(isSplit);
    return {
      top,
      train: inside.filter(isTraining),
      held: inside.filter((one) => !isTraining(one)).sort(byPreference),
    };
  });
  if (found.length < 2 || found.some(({ train, held }) => train.length === 0 || held.length === 0))
    return undefined;
  if (found.some(({ train }) => train.some((one) => !isFlat(one)))) throw severalDatasets(folderNames(tops));
  const [name] = found.flatMap(({ held }) => held[0]?.folder.name ?? []);
  const classFolder = (top: Top, { inner }: Top) => ({ name: top.folder.name, folder: inner });
  const train = found.flatMap((one) => one.train.map((split) => classFolder(one.top, split)));
  const validation = found.flatMap(({ top, held }) => (held[0] ? [classFolder(top, held[0])] : []));
  const used = new Set([...train, ...validation].map(({ folder }) => folder));
  const leftOut = found.flatMap(({ top }) =>
    holding(top.inner).filter((folder) => !used.has(topOf(folder).inner)),
  );
  const trainName = found[0]?.train[0]?.folder.name ?? '';
  return {
    ...about,
    train,
    validation,
    validationName: name,
    loose: tops.flatMap(({ inner }) => inner.files),
    leftOut,
    understood: words`Of each class, trained on its folder ${quote(trainName)} and validated on ${quote(name ?? '')}.`,
    reading: 'classes first',
  };
}

/** A dataset beside pictures of something else: `dataset/train/…` and `docs/figure.png`. */
function within(tops: readonly Top[], about: About): Layout | undefined {
  const holders = tops.filter(({ inner }) => {
    const inside = holding(inner).map(topOf).filter(isSplit);
    return inside.some((top) => isTraining(top) && !isFlat(top)) && inside.some((top) => !isTraining(top));
  });
  const [only, ...more] = holders;
  if (!only) return undefined;
  if (more.length > 0) throw severalDatasets(folderNames(holders));
  const depth = only.inner.parts.length;
  const layout = byName(holding(only.inner).map(topOf), { ...about, depth });
  const beside = tops.filter((top) => top !== only).map(({ folder }) => folder);
  return layout && { ...layout, leftOut: [...layout.leftOut, ...beside] };
}

function classesAlone(top: Folder, tops: readonly Top[], about: About): Layout {
  const names = folderNames(tops);
  const oneSplit = tops.length === 1 && tops.every(isSplit);
  if (
    tops.every(isFlat) &&
    (oneSplit || names.every(saysNothing) || (names.length > 1 && isCounted(names)))
  ) {
    if (tops.length > 0)
      throw flatSplits(
        tops.map(({ inner }) => inner),
        [],
      );
  }
  const isLabelled = (folder: Folder) => !isUnlabelledFolder(folder);
  const classes = holding(top).filter(isLabelled).length > 1 ? top.folders.filter(isLabelled) : top.folders;
  return {
    ...about,
    train: classes.map((folder) => ({ name: folder.name, folder })),
    validation: undefined,
    validationName: undefined,
    loose: [],
    leftOut: top.folders.filter((folder) => !classes.includes(folder)),
    understood: words`Each folder is a class; a part of every class is kept for validation.`,
    reading: undefined,
  };
}
