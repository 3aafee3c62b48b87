/**
 * How many pixels are decoded at a time: each takes four bytes, and several large pictures at once would fill the memory that
 * one of them fits into.
 */
export interface PixelBudget {
  /** Waits until so many pixels are free, or nothing else is under way, and does the work. */
  spend<T>(pixels: number, work: () => Promise<T>): Promise<T>;
}

export function createPixelBudget(total: number): PixelBudget {
  let taken = 0;
  const waiting: { readonly pixels: number; readonly start: () => void }[] = [];
  const fits = (pixels: number) => taken === 0 || taken + pixels <= total;
  const give = (pixels: number) => {
    taken -= pixels;
    // In the order of asking, so that a large picture is not passed by for ever.
    for (let next = waiting[0]; next && fits(next.pixels); next = waiting[0]) {
      waiting.shift();
      taken += next.pixels;
      next.start();
    }
  };
  return {
    async spend(pixels, work) {
      if (waiting.length === 0 && fits(pixels)) taken += pixels;
      else await new Promise<void>((start) => waiting.push({ pixels, start }));
      try {
        return await work();
      } finally {
        give(pixels);
      }
    },
  };
}
