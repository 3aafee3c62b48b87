/**
 * What stands ready for an experiment, opened once: a memo of resources (a backend, a dataset, a teacher …) that goes by what decides
 * each of them.
 */
import type { TaskControl } from '../../engine/training/control.ts';
import type { Decided } from '../../spec/decides.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { keyOf } from '../../spec/keys.ts';
import { Interrupted } from '../tasks.ts';

/** A kind of thing that is opened for an experiment. `Needs` are the values of what must be open before, by name. */
export interface Resource<Value, Needs extends object = object> {
  readonly name: string;
  /** What of the experiment decides it. */
  readonly reads: readonly Decided[];
  /** What `open` reads besides, though the same value comes of it: how it is computed. Not part of the key. */
  readonly computedBy?: readonly Decided[];
  readonly needs: { readonly [Name in keyof Needs]: Resource<Needs[Name]> };
  /** Its predecessor is disposed before it is opened; unless so, after that, and it stays where opening fails. */
  readonly replaces?: 'before';
  /** What decides it outside the experiment, as text; called with what is needed open. */
  outside?(experiment: Experiment): string;
  /**
   * Either gives a value or leaves nothing behind.
   *
   * @throws Interrupted when stopped
   */
  open(experiment: Experiment, needs: Needs, control: TaskControl): Promise<Value>;
  /** Whether what is open can still be used; unless given, it can. */
  isUsable?(value: Value): boolean;
  dispose?(value: Value): void;
}

export interface Memo {
  /** Opens what it needs, then the resource itself, unless both are open already. */
  open<Value>(resource: Resource<Value>, experiment: Experiment, control: TaskControl): Promise<Value>;
  /**
   * The same for several experiments at once, such as one for each teacher; in their order. Whatever is open of the resource for
   * other experiments is disposed.
   */
  openEach<Value>(
    resource: Resource<Value>,
    experiments: readonly Experiment[],
    control: TaskControl,
  ): Promise<readonly Value[]>;
  /** What is open of the resource, in the order in which it was last asked for. */
  opened<Value>(resource: Resource<Value>): readonly Value[];
  /** What is open of the resource for the experiment; opens nothing. */
  find<Value>(resource: Resource<Value>, experiment: Experiment): Value | undefined;
  /** Disposes all of it, and what needs it. */
  close(resource: Resource<unknown>): void;
}

interface Entry {
  readonly resource: Resource<unknown>;
  readonly key: string;
  readonly needs: readonly Entry[];
  readonly value: unknown;
}

/** The same text for experiments of which the same value comes. */
export const resourceKey = (resource: Resource<unknown>, experiment: Experiment): string =>
  [keyOf(experiment, resource.reads), resource.outside?.(experiment)].filter(Boolean).join(' ');

export function createMemo(): Memo {
  let entries: readonly Entry[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const entriesOf = (resource: Resource<unknown>) => entries.filter((entry) => entry.resource === resource);

  /** What needs it goes first. */
  function release(entry: Entry): void {
    if (!entries.includes(entry)) return;
    for (const other of entries) if (other.needs.includes(entry)) release(other);
    entries = entries.filter((one) => one !== entry);
    entry.resource.dispose?.(entry.value);
  }

  /** One opening; each resource is looked at once, however many need it. */
  function opening(experiments: readonly Experiment[], control: TaskControl) {
    const begun = new Map<Resource<unknown>, Promise<readonly Entry[]>>();
    const ensure = (resource: Resource<unknown>): Promise<readonly Entry[]> => {
      const found = begun.get(resource) ?? ensureAll(resource);
      begun.set(resource, found);
      return found;
    };

    async function ensureAll(resource: Resource<unknown>): Promise<readonly Entry[]> {
      const needs: readonly (readonly [string, Resource<unknown>])[] = Object.entries(resource.needs);
      const needed = await allOf(needs.map(([, need]) => ensure(need)));
      const wanted: Entry[] = [];
      for (const [place, experiment] of experiments.entries()) {
        const key = resourceKey(resource, experiment);
        const below = needed.flatMap((of) => of[place] ?? []);
        const usable = entriesOf(resource).find(
          (entry) =>
            entry.key === key &&
            below.every((need) => entry.needs.includes(need)) &&
            resource.isUsable?.(entry.value) !== false,
        );
        if (!usable && control.stopped) throw new Interrupted();
        if (!usable && resource.replaces === 'before') closeOthers(resource, wanted);
        const values = Object.fromEntries(needs.map(([name], n) => [name, below[n]?.value]));
        const entry = usable ?? {
          ...{ resource, key, needs: below },
          value: await resource.open(experiment, values, control),
        };
        if (!usable) entries = [...entries, entry];
        wanted.push(entry);
      }
      closeOthers(resource, wanted);
      entries = [...entries.filter((entry) => !wanted.includes(entry)), ...new Set(wanted)];
      return wanted;
    }
    return ensure;
  }

  function closeOthers(resource: Resource<unknown>, kept: readonly Entry[]): void {
    for (const entry of entriesOf(resource)) if (!kept.includes(entry)) release(entry);
  }

  const memo: Memo = {
    async open<Value>(resource: Resource<Value>, experiment: Experiment, control: TaskControl) {
      const [value] = await memo.openEach(resource, [experiment], control);
      return value as Value;
    },
    openEach<Value>(resource: Resource<Value>, experiments: readonly Experiment[], control: TaskControl) {
      const opened = last.then(() => opening(experiments, control)(resource));
      last = opened.catch(() => undefined);
      return opened.then((all) => all.map(({ value }) => value as Value));
    },
    opened: <Value>(resource: Resource<Value>) => entriesOf(resource).map(({ value }) => value as Value),
    find<Value>(resource: Resource<Value>, experiment: Experiment) {
      const key = resourceKey(resource, experiment);
      return entriesOf(resource).find((entry) => entry.key === key)?.value as Value | undefined;
    },
    close: (resource) => closeOthers(resource, []),
  };
  return memo;
}

/** When all have come to their end; throws what the first of them threw. */
async function allOf<Value>(begun: readonly Promise<Value>[]): Promise<readonly Value[]> {
  await Promise.allSettled(begun);
  return Promise.all(begun);
}
