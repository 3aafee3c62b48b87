/**
 * A limit for what a browser may never answer. Nothing can be called off by it: what was begun goes on, unheard.
 */

/**
 * What `work` gives, or what `late` gives (or throws) where `work` has not settled after `seconds`.
 *
 * @param seconds of real time
 */
export function within<T, L>(work: Promise<T>, seconds: number, late: () => L): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<L>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(late());
      } catch (thrown) {
        reject(thrown);
      }
    }, seconds * 1000);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
