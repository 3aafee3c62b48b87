/**
 * Names of folders and classes: as they are shown, and which of them are the same class.
 */
import { listed, type SentenceValue, words } from '../../lang/sentence.ts';

export function quote(name: string): string {
  return `“${name.length > 60 ? `${name.slice(0, 59)}…` : name}”`;
}

/** Up to eight names. */
export function list(names: readonly string[]): SentenceValue {
  const shown = listed(names.slice(0, 8).map(quote));
  return names.length > 8 ? words`${shown} and ${names.length - 8} more` : shown;
}

/** Without blanks that nobody sees, and with accents written in one way. */
export const shownName = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ') || name;

/** Names with one key are one class. Single letters differ by case: they may be what is to be read. */
export function classKey(name: string): string {
  const shown = shownName(name);
  return [...shown].length > 1 ? shown.toLowerCase().normalize('NFC') : shown;
}

/**
 * A class that the file names begin with: `cat.0.jpg`, `great_pyrenees_12.jpg`. Undefined where one name says no class, or what
 * they say is a camera's counting, or one class or as many as half the files.
 */
export function classesInNames(names: readonly string[]): readonly string[] | undefined {
  const counts = new Map<string, number>();
  for (const name of names) {
    const label = labelIn(name);
    if (label === undefined) return undefined;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const enough = counts.size >= 2 && [...counts.values()].every((count) => count >= 2);
  return enough ? [...counts.keys()].sort() : undefined;
}

const counted =
  /^(img|image|imagen|bild|dsc|dscn|dscf|dscx|pxl|p|mvi|vid|gopr|photo|pic|picture|frame|scan|screenshot|whatsapp|file|sample|train|training|test|val|valid|validation|n|x|id|no|nr)\b/i;

/** What stands before the number in a file's name. */
function labelIn(name: string): string | undefined {
  const label = /^(\p{L}[\p{L}\p{N}\s._-]*?)[\s._-]*\(?\d+\)?\.[^.]+$/u.exec(name)?.[1];
  return label === undefined || counted.test(label.replaceAll('_', ' ')) ? undefined : label;
}
