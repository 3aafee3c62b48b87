import { expect, type Page, test } from '@playwright/test';
import { addressOf, keepPicture, nightlyIf, openLab, readyLine, runButton, tinySweep } from './lab.ts';

const notices = (page: Page) =>
  page.getByRole('main').getByRole('status').filter({ hasText: 'not taken as given' });

for (const { name, query, said, shown } of [
  {
    name: 'a value out of range',
    query: '&seed=-3',
    said: 'seed was -3; allowed: a whole number from 0 to 4294967295; used: 0.',
    shown: '2 alphas × 2 runs, 2 epochs',
  },
  {
    name: 'a value that is no number',
    query: '&temperature=hot',
    said: /temperature was .*; allowed: a number from 0\.1 to 100; used: 4\./,
    shown: '2 alphas × 2 runs, 2 epochs',
  },
  {
    name: 'a misspelt name',
    query: '&tempreature=4',
    said: 'tempreature was 4; allowed: there is no such setting; the nearest is temperature; used: it was left out.',
    shown: '2 alphas × 2 runs, 2 epochs',
  },
  {
    name: 'a hostile name',
    query: '&__proto__=1',
    said: '__proto__ was 1; allowed: there is no such setting; used: it was left out.',
    shown: '2 alphas × 2 runs, 2 epochs',
  },
  {
    name: 'a name given twice',
    query: '&epochs=5',
    said: 'epochs was 5; allowed: each setting once; used: the first one.',
    shown: '2 alphas × 2 runs, 2 epochs',
  },
]) {
  test(
    `says what it made of ${name}, and is ready all the same`,
    nightlyIf(name !== 'a hostile name'),
    async ({ page }) => {
      await openLab(page, tinySweep + query);
      await expect(notices(page)).toContainText('1 setting was not taken as given');
      await expect(notices(page).getByRole('listitem')).toHaveText(said);
      await expect(readyLine(page)).toContainText(shown);
      await expect(runButton(page)).toBeEnabled();
      // The address now says what is used.
      const used = Object.fromEntries((await addressOf(page)).searchParams);
      expect(used).toEqual(Object.fromEntries(new URLSearchParams(tinySweep)));
      await notices(page).getByRole('button', { name: 'Dismiss' }).click();
      await expect(notices(page)).toHaveCount(0);
    },
  );
}

test('lists everything that is wrong, as text and not as markup', async ({ page }) => {
  await openLab(
    page,
    `${tinySweep}&student=vgg&constructor=1&%3Cimg%20src%3Dx%3E=%3Cb%3Ebold%3C%2Fb%3E&learningRate=%E0%A4`,
  );
  await expect(notices(page)).toContainText('4 settings were not taken as given');
  const items = notices(page).getByRole('listitem');
  await expect(items.filter({ hasText: /^student was vgg/ })).toContainText('each setting once');
  await expect(items.filter({ hasText: /^constructor was 1/ })).toContainText('there is no such setting');
  await expect(items.filter({ hasText: /^<img src=x> was <b>bold<\/b>/ })).toHaveCount(1);
  await expect(items.filter({ hasText: /^learningRate/ })).toContainText('hexadecimal digits');
  await keepPicture(page, 'bad-link');
});
