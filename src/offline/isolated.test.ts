import { describe, expect, it } from 'vitest';
import { isolationHeaders as sentByServer } from '../cli/setup/headers.mjs';
import { isolated, isolationHeaders } from './isolated.ts';

describe('isolated', () => {
  it('adds what the lab’s own server sends', () => {
    expect(isolationHeaders).toEqual(sentByServer);
  });

  it('keeps status, type and body where it adds headers', async () => {
    const bare = new Response('a', { status: 203, headers: { 'Content-Type': 'text/javascript' } });
    const complete = isolated(bare);
    expect(complete.status).toBe(203);
    expect(Object.fromEntries(complete.headers)).toEqual({
      'content-type': 'text/javascript',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(await complete.text()).toBe('a');
  });

  it('leaves alone what the host decided', () => {
    const complete = new Response('a', { headers: sentByServer });
    expect(isolated(complete)).toBe(complete);
    const softer = new Response('a', { headers: { 'Cross-Origin-Embedder-Policy': 'credentialless' } });
    expect(isolated(softer).headers.get('Cross-Origin-Embedder-Policy')).toBe('credentialless');
  });

  it('makes a redirected response anew', () => {
    const redirected = new Response('a', { headers: sentByServer });
    Object.defineProperty(redirected, 'redirected', { value: true });
    expect(isolated(redirected).redirected).toBe(false);
  });
});
