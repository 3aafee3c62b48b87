import type { RunsText } from '../en/runs.ts';

export const runsEs: RunsText = {
  title: 'Ejecuciones',
};
