import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { fieldNames } from '../src/spec/experiment.ts';
import { hideNames, partNames } from '../src/spec/pageView.ts';
import { addressOf, keepPicture, nightlyIf, openLab, runBar, runButton, tab, tinySweep } from './lab.ts';

/** Of networks that come with the lab and differ in their recipes. */
const exampleIds = [
  ...new Map(
    (JSON.parse(readFileSync('public/networks/insects/index.json', 'utf8')).networks as Listed[]).map(
      ({ recipe, id }) => [recipe, id.slice(0, 12)],
    ),
  ).values(),
];
interface Listed {
  readonly id: string;
  readonly recipe: string;
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectAccessible(page: Page, state: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n  ')}`);
  expect.soft(found, state).toEqual([]);
}

/** Where the presentation says that it stands. */
const station = (page: Page) => page.getByRole('navigation', { name: 'Stations' }).locator('[aria-current]');

async function trainTiny(page: Page) {
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
}

/** Widths of the charts' mean lines, px; every chart on the page. */
async function lineWidths(page: Page): Promise<number[]> {
  const line = page.locator('figure[data-curve="loss"] path[class*="line"]');
  await expect(line.first()).toBeAttached();
  return line.evaluateAll((paths) =>
    paths.map((path) => Number.parseFloat(getComputedStyle(path).strokeWidth)),
  );
}

test('number keys step through stations that fill the screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page);
  await trainTiny(page);
  const ordinary = Math.max(...(await lineWidths(page)));
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(station(page)).toHaveText('1');
  await expect(page).toHaveURL(/present=1/);
  await expect(page.getByRole('complementary', { name: 'Experiment' })).toHaveCount(0);

  const seen: readonly (readonly [string, string, string | RegExp])[] = [
    ['1', 'region', 'The still'],
    ['2', 'heading', /2 pairs|points/],
    ['3', 'img', /^Validation loss by epoch/],
    ['4', 'img', /^Validation accuracy by epoch/],
    ['5', 'img', /^Validation .*logit difference by epoch/i],
    ['6', 'table', 'Results'],
    ['7', 'slider', 'Temperature T'],
    ['8', 'heading', 'Why it learned'],
    ['9', 'tabpanel', 'Runs'],
    ['T', 'tree', 'Family tree of networks'],
    ['S', 'option', /^ResNet-20, teacher/],
  ];
  for (const [key, role, name] of seen) {
    await page.keyboard.press(key);
    await expect(station(page)).toHaveText(key);
    await expect(page.getByRole(role as 'region', { name }).first()).toBeVisible();
    if (key === '3') {
      expect(Math.min(...(await lineWidths(page)))).toBeGreaterThanOrEqual(2 * ordinary);
      await expect(page.getByRole('img', { name: /^Validation accuracy by epoch/ })).toBeHidden();
      await expect(page.getByRole('table', { name: 'Results' })).toBeHidden();
    }
    if (key !== '8') {
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(sideways, `station ${key} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    if (key === '7') {
      const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect.soft(below, 'station 7 fits the screen').toBeLessThanOrEqual(0);
    }
    await keepPicture(page, `station ${key}`);
    await expectAccessible(page, `station ${key}`);
  }

  await page.keyboard.press('9');
  await page.keyboard.press('ArrowLeft');
  await expect(station(page)).toHaveText('8');
  await page.keyboard.press('PageUp');
  await expect(station(page)).toHaveText('7');
  // What is moved or typed there is not meant for the presentation.
  await page.getByRole('slider', { name: 'Temperature T' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('3');
  await page.getByRole('textbox', { name: 'T as a number' }).fill('8');
  await page.keyboard.press('1');
  await expect(station(page)).toHaveText('7');
  await page.getByRole('button', { name: 'Next station' }).click();
  await expect(station(page)).toHaveText('8');
  await page.keyboard.press('PageDown');
  await expect(station(page)).toHaveText('9');
  await page.keyboard.press('0');
  await expect(station(page)).toHaveText('0');
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'The still' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys while presenting' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/present/);
  await expect(page.getByRole('complementary', { name: 'Experiment' })).toBeVisible();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
});

for (const [width, height, share] of [
  [1280, 720, 40],
  [1920, 1080, 40],
] as const) {
  test(
    `words are read from the back row at ${width} × ${height}`,
    nightlyIf(width !== 1280),
    async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: 'dark' });
      await openLab(page, `${tinySweep}&present=1`);
      for (const key of ['1', '2', '3', '6', '7']) {
        await page.keyboard.press(key);
        await expect(station(page)).toHaveText(key);
        const smallest = await page.evaluate(() => {
          const words = document.createTreeWalker(
            document.querySelector('main') ?? document.body,
            NodeFilter.SHOW_TEXT,
          );
          const sizes: number[] = [];
          for (let text = words.nextNode(); text; text = words.nextNode()) {
            const holder = text.parentElement;
            if (!holder || !text.nodeValue?.trim() || !holder.checkVisibility({ visibilityProperty: true }))
              continue;
            if (holder.closest('sub, sup, svg, [class*="unseen"], option')) continue;
            sizes.push(Number.parseFloat(getComputedStyle(holder).fontSize));
          }
          return Math.min(...sizes);
        });
        expect.soft(smallest, `station ${key}`).toBeGreaterThanOrEqual(height / share);
      }
      await keepPicture(page, 'dark');
    },
  );
}

test('what was chosen at a station is there for who comes back, in another language too', {
  tag: '@nightly',
}, async ({ page }) => {
  await openLab(page, `${tinySweep}&present=1`);
  await page.keyboard.press('7');
  await page.getByRole('textbox', { name: 'T as a number' }).fill('20');
  await page.getByRole('button', { name: /^Image 3: / }).click();
  await page.getByRole('tab', { name: 'Gradients' }).click();
  await page.keyboard.press('6');
  await page.getByText('best epoch', { exact: true }).click();
  await page.keyboard.press('7');
  await expect(page.getByRole('slider', { name: 'Temperature T' })).toHaveAttribute('aria-valuetext', 'T 20');
  await expect(page.getByRole('button', { name: /^Image 3: / })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Español');
  await expect(page.getByRole('tab', { name: 'Gradientes' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('slider', { name: 'Temperatura T' })).toHaveAttribute('aria-valuetext', 'T 20');
  await page.keyboard.press('6');
  await expect(page.getByRole('radio', { name: 'mejor época' })).toBeChecked();
});

test('H shows what the link hides for a while; the link and the code of the class go on hiding it', {
  tag: '@nightly',
}, async ({ page }) => {
  await openLab(page, `${tinySweep}&present=1&hide=table,theme`);
  const theme = page.locator('[data-control="theme"]');
  await expect(theme).toBeHidden();
  await page.keyboard.press('h');
  await expect(theme).toBeVisible();
  await expect(page).toHaveURL(/hide=table,theme/);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Español');
  await expect(page.getByRole('heading', { name: 'Quién aprende de quién' })).toBeAttached();
  await expect(page.getByRole('button', { name: '1, Quién aprende de quién' })).toBeVisible();
  await expect(theme).toBeVisible();
  await page.keyboard.press('q');
  await expect(page.getByRole('dialog').getByText(/hide=table,theme/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(theme).toBeHidden();
});

test('number keys step on a keyboard whose digits need shift, and a held key acts once', {
  tag: '@nightly',
}, async ({ page }) => {
  await openLab(page, `${tinySweep}&present=1&hide=theme`);
  await expect(station(page)).toHaveText('1');
  const press = (init: { readonly key: string; readonly code: string; readonly repeat?: true }) =>
    page.evaluate((given) => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given }),
      );
    }, init);
  await press({ key: 'é', code: 'Digit2' });
  await expect(station(page)).toHaveText('2');
  await press({ key: 'h', code: 'KeyH' });
  for (let i = 0; i < 3; i++) await press({ key: 'h', code: 'KeyH', repeat: true });
  await expect(page.locator('[data-control="theme"]')).toBeVisible();
});

test('the link is a QR code over the whole screen, for a class that does not present', async ({ page }) => {
  await openLab(page, `${tinySweep}&present=1&guess=1&hide=theme&lang=en`);
  await page.keyboard.press('q');
  const dialog = page.getByRole('dialog', { name: 'Open this experiment on your own device' });
  const code = dialog.getByRole('img', { name: 'QR code of the link' });
  await expect(code).toBeVisible();
  const box = await code.boundingBox();
  expect(box?.height).toBeGreaterThan(400);
  const address = dialog.getByText(/^http/);
  const base = await addressOf(page);
  expect(await address.textContent()).toBe(
    `${base.origin}${base.pathname}${await experimentQuery(page)}&guess=1&hide=theme`,
  );
  await expectAccessible(page, 'QR code');
  await keepPicture(page, 'qr');
  await page.keyboard.press('q');
  await expect(dialog).toHaveCount(0);
});

/** The experiment's part of the address, in the page's own order. */
async function experimentQuery(page: Page): Promise<string> {
  return page.evaluate(() => {
    const pages = ['present', 'guess', 'hide', 'lang', 'view', 'lesson'];
    const parts = location.search.slice(1).split('&');
    return `?${parts.filter((part) => !pages.includes(part.split('=')[0] ?? '')).join('&')}`;
  });
}

test('results wait for a guess, which then stands beside them', async ({ page }) => {
  await openLab(page, `${tinySweep}&guess=1`);
  await trainTiny(page);
  const question = page.getByRole('region', { name: 'Which student will be right most often?' });
  await expect(question.getByRole('listitem')).toHaveText(['α 0.5', 'α 1, alone', 'No difference']);
  await expect(page.getByRole('table', { name: 'Results' })).toHaveCount(0);
  await expect(page.getByRole('img', { name: /by epoch/ })).toHaveCount(0);
  // Nor does the still give away how full the student's vessel is.
  await expect(page.getByRole('img', { name: /It is empty/ })).toBeVisible();
  await expectAccessible(page, 'curtain');
  await keepPicture(page, 'curtain');
  await tab(page, 'Temperature').click();
  await expect(page.getByText(/^The students’ answers wait behind the curtain/)).toBeVisible();
  await tab(page, 'Bench').click();
  await question.getByRole('button', { name: 'α 0.5' }).click();
  const outcome = page.getByRole('region', { name: 'Guessed and measured' });
  await expect(outcome).toContainText('You guessed: α 0.5.');
  // Two pairs of five-image steps show nothing, and the page says so.
  await expect(outcome).toContainText(/2 pairs cannot tell|came out alike/);
  await expect(outcome).toContainText('neither shown right nor shown wrong');
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
  await expectAccessible(page, 'revealed');
  await keepPicture(page, 'revealed');
  await page.reload();
  await expect(question).toHaveCount(0);
});

test('hands are counted before an audience, and shown when the curtain is lifted', {
  tag: '@nightly',
}, async ({ page }) => {
  await openLab(page, `${tinySweep}&guess=1&present=1`);
  await page.keyboard.press('2');
  const question = page.getByRole('region', { name: 'Which student will be right most often?' });
  for (let i = 0; i < 3; i++) await question.getByRole('button', { name: 'One hand more for α 0.5' }).click();
  await question.getByRole('button', { name: 'One hand fewer for α 0.5' }).click();
  await question.getByRole('button', { name: 'One hand more for No difference' }).click();
  await expectAccessible(page, 'hands');
  await keepPicture(page, 'hands');
  await page.keyboard.press('g');
  const outcome = page.getByRole('region', { name: 'Guessed and measured' });
  await expect(outcome.getByRole('row')).toContainText([
    /Hands/,
    /α 0\.5.*2/,
    /alone.*0/,
    /No difference.*1/,
  ]);
  await page.keyboard.press('g');
  await expect(question).toBeVisible();
});

test('the screen is kept awake while presenting, and the footer says so', { tag: '@nightly' }, async ({
  page,
}) => {
  await page.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(window, { asked });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async (kind: string) => {
          asked.push(kind);
          const lock = new EventTarget();
          const release = async () => {
            asked.push('released');
          };
          return Object.assign(lock, { released: false, release });
        },
      },
    });
  });
  const asked = () => page.evaluate(() => Reflect.get(window, 'asked') as string[]);
  await openLab(page);
  expect(await asked()).toEqual([]);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(page.getByText('Stays awake')).toBeVisible();
  expect(await asked()).toContain('screen');
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect.poll(asked).toContain('released');
});

test('a browser without a wake lock presents all the same', { tag: '@nightly' }, async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'wakeLock', {
      value: { request: () => Promise.reject(new DOMException('battery', 'NotAllowedError')) },
    });
  });
  await openLab(page, `${tinySweep}&present=1`);
  await expect(page.getByText('Screen may dim')).toBeVisible();
  // Where there is no room for the words, their eye stays, and they stand among the keys.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByTitle('Screen may dim').locator('svg')).toBeVisible();
  await keepPicture(page, 'narrow footer');
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog').getByText('Screen may dim')).toBeInViewport();
});

test('a link can hide any control, and what it hides still acts', { tag: '@nightly' }, async ({ page }) => {
  const fields: readonly string[] = fieldNames;
  const places = async () => {
    await page.locator('details', { hasText: 'More settings' }).evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    return page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-control], [data-field]')]
        // What is laid out as its contents has no box of its own.
        .filter((one) => [one, ...one.children].some((part) => part.checkVisibility()))
        .map((one) => one.dataset.control ?? one.dataset.field ?? ''),
    );
  };
  const stepped = `${tinySweep}&schedule=step`;
  await openLab(page, stepped);
  await expect(page.getByRole('img', { name: /^Validation accuracy by epoch/ })).toBeVisible();
  await page.getByRole('button', { name: 'Train teacher' }).click();
  await expect(page.locator('[data-control="teacherCurve"]')).toBeVisible();
  await expect(page.locator('[data-control="ledger"]')).toBeAttached();
  const insects = await places();
  await tab(page, 'Temperature').click();
  await page.getByRole('tab', { name: 'Gradients' }).click();
  const temperature = await places();
  const elsewhere: string[] = [];
  for (const link of [
    '?dataset=folder-0123456789abcdef',
    '?teacher=file&augmentation=crop&studentStart=teacher&similarity=fitnet',
    '?teacher=file&teacherHead=new&moreTeachers=mlp&recipe=distil,prune',
  ]) {
    await page.goto(`./${link}`);
    await expect(page.getByRole('alert').first()).toBeVisible();
    if (link.includes('recipe')) {
      await expect(page.locator('[data-field="vary"]')).toBeVisible();
      await expect(page.locator('[data-field="teachersTogether"]')).toBeVisible();
    }
    elsewhere.push(...(await places()));
  }
  // Two networks that come with the lab are compared.
  for (const picture of ['tree', 'scatter']) {
    await page.goto(`./?view=networks&networks=${exampleIds.slice(0, 2).join(',')}&picture=${picture}`);
    await expect(page.getByRole('region', { name: 'Compared' })).toBeVisible();
    elsewhere.push(...(await places()));
  }
  const seen = new Set([...insects, ...temperature, ...elsewhere]);
  expect(hideNames.filter((name) => !seen.has(name))).toEqual([]);

  await openLab(page, `${stepped}&hide=${fields.join(',')}`);
  expect((await places()).filter((name) => fields.includes(name) && name !== 'backend')).toEqual([]);
  await expect(page.getByRole('button', { name: 'Train teacher' })).toHaveCount(0);
  await expect(page.getByText('loss = α·CE', { exact: false }).first()).toBeVisible();
  await keepPicture(page, 'no settings');
  await page.goto(`./?dataset=folder-0123456789abcdef&hide=validationShare`);
  await expect(page.getByRole('alert').first()).toBeVisible();
  expect(await places()).not.toContain('validationShare');

  const ofTemperature = partNames.filter((name) => temperature.includes(name) && !insects.includes(name));
  expect(ofTemperature).toHaveLength(8);
  await page.goto(`./${stepped}&view=temperature&hide=${ofTemperature.join(',')},dataView`);
  await expect(page.getByRole('button', { name: /^Image 1: / })).toBeVisible();
  expect((await places()).filter((name) => ofTemperature.some((one) => one === name))).toEqual([]);
  await expect(page.getByRole('slider', { name: 'Temperature T' })).toHaveCount(0);
  await expect(tab(page, 'Data')).toHaveCount(0);
  await keepPicture(page, 'a bare temperature');

  await page.goto(`./${stepped}&hide=${partNames.join(',')}`);
  await expect(page.getByText(`The link hides ${partNames.length} parts of this page.`)).toBeVisible();
  expect((await places()).filter((name) => hideNames.some((one) => one === name))).toEqual([]);
  await expectAccessible(page, 'all parts hidden');
  await keepPicture(page, 'no parts');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(runButton(page)).toBeVisible();
  await expect(page).not.toHaveURL(/hide/);

  await openLab(page, `${tinySweep}&hide=form,alphas`);
  await expect(page.getByRole('textbox', { name: 'Alphas' })).toHaveCount(0);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
});
