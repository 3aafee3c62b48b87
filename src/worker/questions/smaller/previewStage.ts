import type { Answer } from '../asked.ts';

export const previewStage: Answer<'preview-stage'> = async (question, asked) => {
  const { previewed } = await import('./previews.ts');
  return previewed(question, asked);
};
