import type { FlowText } from '../en/flow.ts';

export const flowZh: FlowText = {
  gap: '',
  pair: (name, value) => `${name}：${value}`,
  list: (items) => items.join('、'),
  sentence: (phrase) => `${phrase}。`,
};
