/**
 * How phrases are put together in English: what stands between sentences, and how a name and its value are written.
 */
export const flowEn = {
  /** Between one sentence and the next. */
  gap: ' ',
  pair: (name: string, value: string) => `${name}: ${value}`,
  list: (items: readonly string[]) => items.join(', '),
  /** A phrase by itself. */
  sentence: (phrase: string) => `${phrase}.`,
};

export type FlowText = typeof flowEn;
