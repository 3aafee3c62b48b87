/**
 * Opens English where there is no page, for tests of functions that name what they draw.
 */
import { vi } from 'vitest';
import { openLanguage } from './language.ts';

export async function openEnglish() {
  vi.stubGlobal('document', { documentElement: {}, querySelector: () => null });
  vi.stubGlobal('navigator', { languages: ['en'] });
  await openLanguage('en');
  vi.unstubAllGlobals();
}
