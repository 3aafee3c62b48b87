import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../lang/problem.ts';
import { inEnglish } from '../lang/sentence.ts';
import { publicFile, silenceLimit } from './publicFile.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const address = new URL('http://localhost/teachers/a.safetensors');
const answering = (response: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(response));
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (thrown: unknown) =>
      thrown instanceof ProblemError
        ? `${thrown.problem.code}: ${inEnglish(thrown.problem.what)}`
        : String(thrown),
  );

describe('a public file', () => {
  it('comes whole, in however many parts', async () => {
    const parts = new ReadableStream({
      start(stream) {
        stream.enqueue(Uint8Array.of(1, 2));
        stream.enqueue(Uint8Array.of(3));
        stream.close();
      },
    });
    answering(async () => new Response(parts));
    expect([...(await publicFile(address, 'a'))]).toEqual([1, 2, 3]);
  });

  it.each([
    ['an error', new Response('', { status: 404 }), 'did not load (status 404)'],
    [
      'the page',
      new Response('<p>', { headers: { 'content-type': 'text/html' } }),
      'did not load (status 200)',
    ],
  ])('is missing where the host answers with %s', async (_, response, words) => {
    answering(async () => response);
    expect(await refusal(publicFile(address, 'a'))).toContain(words);
  });

  it.each([
    ['before it answers', () => new Promise<Response>(() => undefined)],
    [
      'in the middle',
      async () => new Response(new ReadableStream({ start: (to) => to.enqueue(Uint8Array.of(1)) })),
    ],
  ])('is given up where the host falls silent %s', async (_, response) => {
    vi.useFakeTimers();
    answering(response);
    const asked = refusal(publicFile(address, 'a'));
    await vi.advanceTimersByTimeAsync(silenceLimit * 1000);
    expect(await asked).toContain(
      `teacher-missing: The file a stopped coming: nothing for ${silenceLimit} seconds.`,
    );
  });
});
