/**
 * What journeys through lessons share.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { keepPicture } from './lab.ts';

export const lessons = {
  'soft-labels': 'What is a soft label?',
  temperature: 'Temperature',
  alpha: 'Alpha: 0, 0.5 or 1?',
  gap: 'Too big a gap?',
  'fewer-labels': 'Fewer labels',
  'half-air': 'Half of it was air',
  'prune-or-small': 'Prune big or train small?',
  bits: 'Eight bits, four, one',
};

export const guide = (page: Page, title: string) => page.getByRole('region', { name: `Lesson: ${title}` });

/** @param part a selector, where the rest of the page is another journey's. */
export async function expectAccessible(page: Page, state: string, part = 'body') {
  await keepPicture(page, state);
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).include(part).withTags(rules).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      state,
    )
    .toEqual([]);
}
