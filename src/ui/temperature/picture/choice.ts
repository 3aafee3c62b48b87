/**
 * Which picture the bench looks at, kept while the page is open: leaving the view for another loses no drawing.
 */
import { useSyncExternalStore } from 'react';
import type { Problem } from '../../../lang/problem.ts';
import { blankDrawing, type Drawing } from './drawing.ts';

export const sources = ['dataset', 'file', 'draw', 'camera'] as const;
export type Source = (typeof sources)[number];
export type OwnSource = Exclude<Source, 'dataset'>;

export interface PictureChoice {
  readonly source: Source;
  /** Picked, dropped or pasted, and not looked at yet. */
  readonly offered: File | undefined;
  /** The last file that could be read. */
  readonly file: File | undefined;
  /** Why the last file that was offered is not `file`. */
  readonly refused: Problem | undefined;
  readonly drawing: Drawing;
  /** The class, by name, that a person says a source's picture is of; nobody else knows. */
  readonly labels: Partial<Readonly<Record<OwnSource, string>>>;
}

let choice: PictureChoice = {
  source: 'dataset',
  offered: undefined,
  file: undefined,
  refused: undefined,
  drawing: blankDrawing,
  labels: {},
};
const listeners = new Set<() => void>();

function change(part: Partial<PictureChoice>) {
  choice = { ...choice, ...part };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const pictureChoice = (): PictureChoice => choice;

export function usePictureChoice(): PictureChoice {
  return useSyncExternalStore(subscribe, pictureChoice);
}

export const chooseSource = (source: Source) => change({ source, refused: undefined });

/** A file that a person gave: the bench turns to it, and what was there stays until it has been read. */
export const offerPicture = (file: File) => change({ source: 'file', offered: file, refused: undefined });

export function acceptPicture(file: File) {
  if (file !== choice.offered) return;
  const { file: _, ...labels } = choice.labels;
  change({ file, offered: undefined, labels });
}

/** @returns whether the file was on offer; what was there before it stays. */
export function refusePicture(file: File, problem: Problem): boolean {
  if (file !== choice.offered) return false;
  change({ offered: undefined, refused: problem });
  return true;
}

export const changeDrawing = (part: Partial<Drawing>) => change({ drawing: { ...choice.drawing, ...part } });

/** @param name undefined: nobody knows. */
export function sayLabel(source: OwnSource, name: string | undefined) {
  const { [source]: _, ...others } = choice.labels;
  change({ labels: name === undefined ? others : { ...others, [source]: name } });
}
