import type { FlowText } from '../en/flow.ts';
import type { Partly } from '../partly.ts';

export const flowZh = {
  gap: '',
  pair: (name, value) => `${name}：${value}`,
  list: (items) => items.join('、'),
  sentence: (phrase) => `${phrase}。`,
} satisfies Partly<FlowText>;
