/**
 * A network that stages are tried on: it is opened once, and what follows from it alone is made once, while a slider moves.
 */
import type { ChangeGiven } from '../../stages/stage.ts';

export interface Tried {
  /** How many trials were asked for: an older one gives way to a newer one. */
  asked: number;
  /** Opens what `key` says, or gives it where it is what was asked for last. */
  open<Opened extends object>(
    key: string,
    open: () => Promise<Opened>,
  ): Promise<Opened & Pick<ChangeGiven, 'once'>>;
}

export function createTried(): Tried {
  let last: { readonly key: string; readonly opened: Promise<object> } | undefined;
  return {
    asked: 0,
    open<Opened extends object>(key: string, open: () => Promise<Opened>) {
      if (last?.key !== key) {
        const opened = open().then((value) => ({ ...value, once: onceEach() }));
        last = { key, opened };
        opened.catch(() => {
          if (last?.opened === opened) last = undefined;
        });
      }
      return last.opened as Promise<Opened & Pick<ChangeGiven, 'once'>>;
    },
  };
}

/** What was broken off is made again. */
function onceEach(): ChangeGiven['once'] {
  const made = new Map<string, Promise<unknown>>();
  return <Made>(name: string, make: () => Promise<Made>) => {
    const found = made.get(name) ?? make();
    made.set(name, found);
    found.catch(() => made.delete(name));
    return found as Promise<Made>;
  };
}
