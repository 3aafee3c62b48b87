import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { distill } from './distill.ts';

const student = [
  ...['--train-images', '64', '--validation-images', '50', '--student', 'mlp'],
  ...['--alpha', '0.5', '--n_exp', '1', '--num_epochs', '1'],
];
const tiny = [...student, '--teacher', 'mlp', '--teacher-epochs', '1', '--teacher-images', '64'];

/** The only run of a sweep. */
async function ran(flags: readonly string[]) {
  const { code, stdout, stderr } = await distill([...tiny, ...flags, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).runs[0];
}

test('trains fellow students, and the same network born again', { tag: '@nightly' }, async () => {
  const together = await ran(['--cohort', '2', '--similarity', 'mutual']);
  expect(together.fellows).toHaveLength(1);
  expect(together.history[0].soft).toBe(0);
  const born = await ran(['--recipe', 'distil; teach student=same']);
  expect(born.stages).toHaveLength(2);
});

test('learns from logits that it wrote before', { tag: '@nightly' }, async () => {
  const file = test.info().outputPath('logits.safetensors');
  const float16 = ['--logits-precision', 'float16'];
  const first = await ran([...float16, '--out-logits', file]);
  expect(existsSync(file)).toBe(true);
  const { code, stdout, stderr } = await distill([...student, ...['--logits', file, '--json']]);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout).runs[0].history[0].train_loss).toBe(first.history[0].train_loss);
});
