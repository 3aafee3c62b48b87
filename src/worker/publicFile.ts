/**
 * A file of the page's own host: fetched whole, and given up where nothing comes any more.
 */

import { within } from '../base/timeLimit.ts';
import { problem } from '../lang/problem.ts';
import { type Said, words } from '../lang/sentence.ts';

/** Seconds without a byte. */
export const silenceLimit = 30;

/**
 * @param file how it is called in sentences
 * @throws ProblemError `teacher-missing` where the host has not got it, or falls silent
 */
export async function publicFile(address: URL, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const missing = (why: Said) =>
    problem('teacher-missing', why, 'Reload the page, or choose a teacher to train here.');
  const giveUp = new AbortController();
  const silent = () => {
    giveUp.abort();
    throw missing(words`The file ${file} stopped coming: nothing for ${silenceLimit} seconds.`);
  };
  const heard = <T>(part: Promise<T>) => within<T, never>(part, silenceLimit, silent);
  const response = await heard(fetch(address, { signal: giveUp.signal }));
  // A server that answers every address with the page has not got the file either.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage)
    throw missing(words`The file ${file} did not load (status ${response.status}).`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  for (;;) {
    const { value } = (await (reader && heard(reader.read()))) ?? {};
    if (!value) return new Uint8Array(await new Blob(parts).arrayBuffer());
    parts.push(value);
  }
}
