import type { FlowText } from '../en/flow.ts';

export const flowEs: FlowText = {
  gap: ' ',
  pair: (name, value) => `${name}: ${value}`,
  sentence: (phrase) => `${phrase}.`,
};
