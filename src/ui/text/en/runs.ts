/**
 * The sentences of kept sweeps and of comparing two of them in English.
 */
export const runsEn = {
  title: 'Runs',
};

export type RunsText = typeof runsEn;
