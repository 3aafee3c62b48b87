import type { FlowText } from '../en/flow.ts';

export const flowZh: FlowText = {
  gap: '',
  pair: (name, value) => `${name}：${value}`,
  sentence: (phrase) => `${phrase}。`,
};
