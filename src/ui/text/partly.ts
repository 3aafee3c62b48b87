/**
 * Translations may lag behind the English: what one lacks is said in English, and a test lists it.
 */

/** Texts of which any may be absent. */
export type Partly<T> = T extends ((...given: never[]) => unknown) | readonly unknown[] | string
  ? T
  : string extends keyof T
    ? T
    : { readonly [Name in keyof T]?: Partly<T[Name]> };

type Group = Readonly<Record<string, unknown>>;

const isGroup = (part: unknown): part is Group =>
  typeof part === 'object' && part !== null && !Array.isArray(part);

/** `own`, with the English where it has none. */
export function overEnglish<T extends object>(english: T, own: Partly<NoInfer<T>>): T {
  return merged(Object.fromEntries(Object.entries(english)), { ...own }) as T;
}

function merged(english: Group, own: Group): Group {
  const both = Object.entries(english).flatMap(([name, text]) => {
    const ours = own[name];
    if (ours === undefined) return [[name, text]];
    return isGroup(text) && isGroup(ours) ? [[name, merged(text, ours)]] : [];
  });
  return { ...own, ...Object.fromEntries(both) };
}

/** The paths of texts that `english` has and `own` lacks. */
export function lacking(english: object, own: object, path = ''): readonly string[] {
  const given: Readonly<Record<string, unknown>> = { ...own };
  return Object.entries(english).flatMap(([name, text]) => {
    const [ours, here] = [given[name], `${path}${name}`];
    if (ours === undefined) return [here];
    return isGroup(text) && isGroup(ours) ? lacking(text, ours, `${here}.`) : [];
  });
}
