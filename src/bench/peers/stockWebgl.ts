import { version } from '@tensorflow/tfjs';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { plainTfjs } from './plainTfjs.ts';

export const stockWebgl = plainTfjs('', async () => {
  enableProdMode();
  if (!(await setBackend('webgl'))) throw new Error('The WebGL backend did not start.');
  return `tfjs-backend-webgl ${version['tfjs-backend-webgl']}`;
});
