import { describe, expect, it } from 'vitest';
import { cameraRefusal } from './camera.ts';

describe('cameraRefusal', () => {
  // Names that Media Capture and Streams gives its rejections.
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['InvalidStateError', 'failed'],
  ])('of %s is “%s”', (name, reason) => {
    expect(cameraRefusal(new DOMException('', name))).toBe(reason);
  });

  it('of what is no error is “failed”', () => {
    expect(cameraRefusal('no')).toBe('failed');
  });
});
