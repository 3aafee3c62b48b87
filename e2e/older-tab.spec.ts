import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, runButton } from './lab.ts';

const said = 'Another tab has the lab open in an earlier version.';

test('a tab of an earlier version that holds a database is told of, and nothing is lost when it is closed', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  // What the first release made, held open by a page that closes for nobody.
  const old = await context.newPage();
  await old.goto('./favicon.svg');
  await old.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('distillation-lab-networks', 1);
        opening.onupgradeneeded = () => {
          const rows = opening.result.createObjectStore('networks', { keyPath: 'id' });
          opening.result.createObjectStore('bytes');
          rows.put({ id: 'older' });
        };
        opening.onsuccess = () => resolve();
        opening.onerror = () => reject(opening.error);
      }),
  );
  await openLab(page);
  await expect(page.getByText(said)).toBeVisible();
  await expectAccessible(page, 'an older tab');
  // The lab works meanwhile.
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(said)).toBeVisible();
  await old.close();
  await expect(page.getByText(said)).toHaveCount(0);

  // What waited is kept beside what was there.
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve, reject) => {
          const opening = indexedDB.open('distillation-lab-networks');
          opening.onsuccess = () => {
            const rows = opening.result.transaction('networks').objectStore('networks').getAll();
            rows.onsuccess = () => {
              opening.result.close();
              resolve(rows.result.map(({ id, origin }) => origin?.run ?? id));
            };
          };
          opening.onerror = () => reject(opening.error);
        }),
    );
  const runs = ['alpha=0.5#1', 'alpha=0.5#2', 'alpha=1#1', 'alpha=1#2'];
  await expect.poll(kept).toEqual(expect.arrayContaining([...runs, 'older']));
});
