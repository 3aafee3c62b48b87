/** Where frames are not shown, in a tab behind others, nobody waits for them longer than this, ms. */
const longEnough = 500;

/** Resolves when the frame that is being made has been drawn: what is not in it should not delay it. */
export function nextPaint(): Promise<void> {
  return new Promise((done) => {
    // The frame begins with this callback; the task after it finds it drawn.
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, longEnough);
  });
}
