import { type Answer, requireDataset } from './asked.ts';

export const modelCard: Answer<'model-card'> = async ({ experiment }, asked) => {
  requireDataset(asked);
  return asked.resources.studentCard(experiment);
};
