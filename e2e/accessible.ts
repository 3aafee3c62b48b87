/**
 * Scans of what a page shows for what would keep people out.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { keepPicture } from './lab.ts';

/** WCAG 2.2 A and AA, and axe's own good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A dark page differs from a light one in its colours only. */
const colourRules = ['color-contrast', 'link-in-text-block'];

export async function expectAccessible(page: Page, state: string, colorScheme: 'light' | 'dark' = 'light') {
  await keepPicture(page, state);
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === 'dark'
    ? axe.withRules(colourRules)
    : axe.withTags(rules)
  ).analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id} (${help}): ${nodes.map((node) => node.html.slice(0, 160)).join('\n    ')}`,
  );
  expect.soft(found, state).toEqual([]);
}
