import { expect, type Page, test } from '@playwright/test';
import { type Colour, png, writeFolder } from './images.ts';
import { keepPicture, openLab, pickFolder, runBar, runButton, tab } from './lab.ts';

/** As long as iNaturalist's folder names, 79 letters, and no place to break a line. */
const nameOf = (i: number) =>
  `${String(i).padStart(5, '0')}_Animalia_Annelida_Clitellata_Haplotaxida_Lumbricidae_Lumbricus_terrestris`
    .padEnd(79, 'x')
    .slice(-79);

const windows = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

/** A hundred classes, three pictures each, and a bit of everything to learn. */
function folderOfClasses(): string {
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < 100; i++) {
    const colour: Colour = [(i * 37) % 256, (i * 91) % 256, (i * 53) % 200];
    for (let n = 0; n < 3; n++) {
      files[`train/${nameOf(i)}/${n}.png`] = png([colour[0], colour[1], colour[2] + n]);
    }
    files[`val/${nameOf(i)}/0.png`] = png([colour[0], colour[1], colour[2] + 4]);
  }
  return writeFolder(test.info().outputPath(nameOf(0)), files);
}

/**
 * Words that are printed over other words or over a picture or a control, and words that stick out of the page. What
 * scrolls or is cut off counts as far as it is seen; drawings and what floats over the page are left out.
 */
const overprinted = (page: Page) =>
  page.evaluate(() => {
    interface Box {
      readonly element: Element;
      readonly words: string;
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
    const floating = (element: Element | null): boolean =>
      element !== null &&
      (['sticky', 'fixed'].includes(getComputedStyle(element).position) || floating(element.parentElement));
    const boxes: Box[] = [];
    const add = (element: Element, words: string, seen: DOMRect, inset: number) => {
      let { left, right, top, bottom } = seen;
      for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(one);
        if (clipPath !== 'none') return;
        const edge = one.getBoundingClientRect();
        if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      const by = inset * Math.min(right - left, bottom - top);
      if (right - left < 3 || bottom - top < 3) return;
      boxes.push({
        element,
        words: words.slice(0, 100),
        left: left + by,
        right: right - by,
        top: top + by,
        bottom: bottom - by,
      });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: parent, textContent } = node;
      if (!parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (!textContent?.trim() || parent.closest('svg, option, style, script') || floating(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      // A line's box is a quarter taller than its letters on either side.
      for (const line of range.getClientRects()) add(parent, textContent.trim(), line, 0.25);
    }
    for (const picture of document.querySelectorAll('main :is(canvas, img, select, input, textarea)')) {
      if (!picture.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || floating(picture))
        continue;
      add(picture, picture.tagName.toLowerCase(), picture.getBoundingClientRect(), 0);
    }
    boxes.sort((a, b) => a.top - b.top);
    const found = new Set<string>();
    for (const [i, a] of boxes.entries()) {
      if (a.right > document.documentElement.clientWidth + 1 || a.left < -1)
        found.add(`out of the page: ${a.words}`);
      for (let j = i + 1; j < boxes.length; j++) {
        const b = boxes[j];
        if (!b || b.top >= a.bottom) break;
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element))
          continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 2) found.add(`${a.words} over ${b.words}`);
      }
    }
    return [...found].slice(0, 12);
  });

async function expectInItsPlace(page: Page, state: string) {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await keepPicture(page, state);
  expect.soft(sideways, `${state}: the page scrolls sideways, px`).toBeLessThanOrEqual(0);
  expect.soft(await overprinted(page), `${state}: words over others`).toEqual([]);
}

for (const size of windows) {
  const { width } = size;
  test(`${width} px wide: a hundred classes with names of 79 letters stay in their places in every view`, {
    tag: '@nightly',
  }, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openLab(page, '?teacher=mlp&teacherEpochs=1&student=mlp&alphas=0.5,1&runs=1&epochs=1&imageSize=16');
    await pickFolder(page, folderOfClasses());
    await expect(page.getByRole('cell', { name: '3', exact: true }).first()).toBeVisible();
    await runButton(page).click();
    await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible();
    const at = (state: string) => `${width} ${state}`;
    await page.setViewportSize(size);
    await tab(page, 'Data').click();
    await expectInItsPlace(page, at('data'));
    await tab(page, 'Bench').click();
    await page.getByRole('heading', { name: 'Why it learned' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('heading', { name: 'What is taken for what' })).toBeVisible();
    await page
      .getByRole('heading', { name: 'Why it learned' })
      .evaluate((heading) => heading.scrollIntoView());
    await expectInItsPlace(page, at('bench'));
    await page
      .locator('li canvas')
      .first()
      .evaluate((picture) => picture.scrollIntoView({ block: 'center' }));
    await keepPicture(page, at('gallery'));
    await tab(page, 'Temperature').click();
    await expect(page.getByRole('button', { name: /^Image 1: / })).toBeVisible();
    for (const name of ['Probabilities', 'Gradients', 'What the teacher finds alike', 'T → ∞', 'Try it']) {
      const one = page.getByRole('region', { name: 'Temperature' }).getByRole('tab', { name });
      await one.click();
      await expect(one).toHaveAttribute('aria-selected', 'true');
      if (name.endsWith('alike')) {
        await expect(page.getByRole('table', { name: /.*/ }).filter({ visible: true }).first()).toBeVisible();
      }
      await expectInItsPlace(page, at(`temperature ${name.replace(/\W+/g, '-')}`));
    }
    await page.getByText('Draw', { exact: true }).click();
    await expectInItsPlace(page, at('draw'));
    await page
      .getByRole('group', { name: 'Where the picture comes from' })
      .getByText('Dataset', { exact: true })
      .click();
    await tab(page, 'Networks').click();
    const nodes = page.getByRole('tree').first().getByRole('treeitem');
    await expect(nodes).toHaveCount(3);
    await nodes.nth(1).press('Enter');
    const card = page.getByRole('region', { name: 'Chosen network' });
    await expectInItsPlace(page, at('networks'));
    await card.getByRole('button', { name: 'Try it' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'What it says of a picture' })).toBeFocused();
    await expectInItsPlace(page, at('networks try it'));
    await nodes.nth(1).press('Enter');
    await nodes.nth(2).press('Control+Enter');
    const compared = page.getByRole('region', { name: 'Compared' });
    await expect(compared).toBeVisible();
    await compared.getByRole('heading', { name: /^Why it learned/ }).scrollIntoViewIfNeeded();
    await expect(compared.getByRole('table', { name: /^Before: right on / })).toBeVisible();
    await expectInItsPlace(page, at('networks compared'));
    for (const name of ['Runs', 'Lessons']) {
      await tab(page, name).click();
      await expectInItsPlace(page, at(name.toLowerCase()));
    }
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectInItsPlace(page, at('share'));
    await page.keyboard.press('Escape');
    await tab(page, 'Bench').click();
    await page.getByRole('button', { name: 'Present', exact: true }).click();
    const stations = page.getByRole('navigation', { name: 'Stations' });
    await expect(stations).toBeVisible();
    for (const key of ['7', '8']) {
      await page.keyboard.press(key);
      await expect(stations.locator('[aria-current]')).toHaveText(key);
      await expectInItsPlace(page, at(`station ${key}`));
    }
  });
}
