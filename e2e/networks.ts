/**
 * What journeys through Networks share.
 */
import { expect, type Page } from '@playwright/test';

export const tree = (page: Page) => page.getByRole('tree', { name: 'Family tree of networks' });
export const nodes = (page: Page) => tree(page).getByRole('treeitem');
export const card = (page: Page) => page.getByRole('region', { name: 'Chosen network' });

export async function noSidewaysScroll(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
