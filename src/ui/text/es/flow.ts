import type { FlowText } from '../en/flow.ts';

export const flowEs: FlowText = {
  gap: ' ',
  pair: (name, value) => `${name}: ${value}`,
  list: (items) => items.join(', '),
  sentence: (phrase) => `${phrase}.`,
};
