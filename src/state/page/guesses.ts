/**
 * What was guessed before the results of an experiment were shown: one's own guess, the hands of a class, and whether
 * the curtain was lifted. Kept as long as the browser's tab, so that a reload does not hide again what was seen.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type PointKey, parsePointKey } from '../../protocol/runId.ts';

/** An alpha as text, or a point where the sweep varies more; or that none is right more often than the others. */
export type Choice = `${number}` | PointKey | 'none';

export interface Guess {
  /** The reader's own. */
  readonly own: Choice | undefined;
  /** How many raised a hand for each choice. */
  readonly hands: Readonly<Partial<Record<Choice, number>>>;
  readonly lifted: boolean;
}

export interface Guesses {
  /** By experiment: another experiment is another question. */
  readonly all: Readonly<Record<string, Guess>>;
  /** Chooses, and lifts the curtain: a guess that can be changed after the answer is none. */
  readonly choose: (key: string, choice: Choice) => void;
  readonly count: (key: string, choice: Choice, by: 1 | -1) => void;
  readonly lift: (key: string) => void;
  readonly lower: (key: string) => void;
}

export const noGuess: Guess = { own: undefined, hands: {}, lifted: false };

const storageName = 'distillation-lab-guesses';
/** A room has fewer hands; a count that grows without end is a stuck key. */
const mostHands = 999;
const mostKept = 50;

function restored(read: () => string | null | undefined): Record<string, Guess> {
  try {
    const all: unknown = JSON.parse(read() ?? '{}');
    if (typeof all !== 'object' || all === null) return {};
    return Object.fromEntries(
      Object.entries(all).flatMap(([key, guess]) => (isGuess(guess) ? [[key, guess]] : [])),
    );
  } catch {
    return {};
  }
}

const isChoice = (value: unknown) =>
  value === 'none' ||
  (typeof value === 'string' &&
    value !== '' &&
    (Number.isFinite(Number(value)) || parsePointKey(value) !== undefined));

function isGuess(value: unknown): value is Guess {
  if (typeof value !== 'object' || value === null) return false;
  const { own, hands, lifted } = value as Record<string, unknown>;
  if (typeof lifted !== 'boolean' || typeof hands !== 'object' || hands === null) return false;
  if (own !== undefined && !isChoice(own)) return false;
  return Object.entries(hands).every(
    ([choice, count]) => isChoice(choice) && Number.isInteger(count) && count >= 0 && count <= mostHands,
  );
}

/** @param storage undefined where the browser refuses one: the guesses then last as long as the page. */
export function createGuesses(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): StoreApi<Guesses> {
  return createStore<Guesses>((set, get) => {
    const change = (key: string, part: Partial<Guess>) => {
      const others = Object.entries(get().all).filter(([one]) => one !== key);
      const mine = { ...(get().all[key] ?? noGuess), ...part };
      const all = Object.fromEntries([...others.slice(1 - mostKept), [key, mine]]);
      set({ all });
      try {
        storage?.setItem(storageName, JSON.stringify(all));
      } catch {
        return;
      }
    };
    return {
      // Reading may be refused as well as having.
      all: restored(() => storage?.getItem(storageName)),
      choose: (key, choice) => change(key, { own: choice, lifted: true }),
      count(key, choice, by) {
        const { hands } = get().all[key] ?? noGuess;
        const count = Math.min(mostHands, Math.max(0, (hands[choice] ?? 0) + by));
        change(key, { hands: { ...hands, [choice]: count } });
      },
      lift: (key) => change(key, { lifted: true }),
      lower: (key) => change(key, { lifted: false }),
    };
  });
}

function storageOfTab(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

const ofThisTab = createGuesses(storageOfTab());

/** `select` must return something that is in the state, or a plain value. */
export function useGuesses<Part>(select: (guesses: Guesses) => Part): Part {
  return useStore(ofThisTab, select);
}
