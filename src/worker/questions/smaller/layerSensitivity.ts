/**
 * How much a kept network loses when one of its layers alone has few bits.
 */
import type { Answer } from '../asked.ts';

export const layerSensitivity: Answer<'layer-sensitivity'> = async (question, asked) => {
  const { scanned } = await import('./sensitivityScan.ts');
  return scanned(question, asked);
};
