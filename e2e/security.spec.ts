/**
 * The page does all that it does under the Content-Security-Policy that it is served with, and the README says what that is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { png } from './images.ts';
import { dropOnPage, openLab, readyLine, runBar, runButton, tab, tell, tinySweep } from './lab.ts';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/**
 * What the policy kept the page or one of its workers from doing. Chromium writes both to the console; the event says which
 * directive it was.
 */
async function refusalsOf(page: Page): Promise<readonly string[]> {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) refused.push(message.text());
  });
  await page.exposeFunction('refusedByPolicy', (what: string) => void refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const report: unknown = Reflect.get(window, 'refusedByPolicy');
      if (typeof report === 'function') report(`${violatedDirective}: ${blockedURI}`);
    });
  });
  return refused;
}

test('the policy is in force', async ({ page }) => {
  const refused = await refusalsOf(page);
  await openLab(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return Reflect.has(window, 'injected');
  });
  expect(ran).toBe(false);
  await expect.poll(() => refused.join()).toContain('script-src');
});

test('nothing that the page does is refused: a sweep, every tab, exports, a link, a teacher from a file', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const refused = await refusalsOf(page);
  await page.goto(`./${tinySweep}&lang=es`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.goto(`./${tinySweep}&lang=en`);
  await expect(readyLine(page)).toBeVisible();
  tell(`cross-origin isolated: ${await page.evaluate(() => crossOriginIsolated)}`);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();

  await page.getByRole('button', { name: 'networks…' }).click();
  const networks = dialog(page, 'Take a network with you');
  await networks.getByRole('combobox', { name: 'Network' }).selectOption('teacher');
  let onnx = '';
  for (const [format, name] of [
    ['safetensors', 'teacher.safetensors'],
    ['TensorFlow.js', 'teacher-tfjs.zip'],
    ['ONNX', 'teacher.onnx'],
  ] as const) {
    await networks.getByRole('radio', { name: format }).check();
    const downloading = page.waitForEvent('download');
    await networks.getByRole('button', { name: `Download ${name}` }).click();
    onnx = test.info().outputPath(name);
    await (await downloading).saveAs(onnx);
  }
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /chart/i }).first().click();
  const pictured = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /PNG/ }).first().click();
  await pictured;

  for (const name of ['Temperature', 'Networks', 'Data', 'Runs', 'Lessons', 'Bench']) {
    await tab(page, name).click();
    await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
  }
  for (const name of await page.getByRole('tab').allTextContents()) {
    await page.getByRole('tab', { name, exact: true }).first().click();
  }
  const picture = test.info().outputPath('one.png');
  writeFileSync(picture, png([200, 40, 90], 32));
  await tab(page, 'Temperature').click();
  await dropOnPage(page, [picture]);
  await expect(page.getByRole('img', { name: 'As the models see it, 32 × 32' })).toBeVisible();

  await tab(page, 'Bench').click();
  await dropOnPage(page, [onnx]);
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file', {
    timeout: 60_000,
  });
  await expect(readyLine(page)).toBeVisible();
  expect(refused).toEqual([]);
});

test('a teacher may come from an address that a visitor types', { tag: '@nightly' }, async ({ page }) => {
  const refused = await refusalsOf(page);
  const asked: string[] = [];
  await page.route('https://models.example/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } });
  });
  await openLab(page);
  await page.getByText('More settings').click();
  const address = page.getByRole('textbox', { name: 'Web address' });
  await address.fill('https://models.example/model.json');
  await address.press('Enter');
  await expect(page.getByRole('alert')).toContainText('with the status 404');
  expect(asked).toEqual(['https://models.example/model.json']);
  expect(refused).toEqual([]);
});

test('the bench measures under the policy', { tag: '@nightly' }, async ({ page }) => {
  const refused = await refusalsOf(page);
  await page.goto('./bench.html?workload=smoke&peer=ours-wasm&peer=stock-wasm');
  const run = page.getByRole('button', { name: 'Run' });
  await expect(run).toBeEnabled();
  await run.click();
  await expect(page.getByText('Done.')).toBeVisible({ timeout: 60_000 });
  expect(refused).toEqual([]);
});

test('the README lists the headers that are sent', async ({ request }) => {
  const readme = readFileSync('README.md', 'utf8');
  const sent = (await request.get('./')).headers();
  for (const name of [
    'Cross-Origin-Opener-Policy',
    'Cross-Origin-Embedder-Policy',
    'Cross-Origin-Resource-Policy',
    'X-Content-Type-Options',
    'Content-Security-Policy',
  ]) {
    const value = sent[name.toLowerCase()];
    expect(readme.split(`${name}: ${value}`), name).toHaveLength(2);
  }
});
