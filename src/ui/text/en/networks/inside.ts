/**
 * The sentences of the layers of a network and its graph, in English.
 */
export const insideEn = {
  title: 'Layers',
};

export type InsideText = typeof insideEn;
