import { act, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { groupNetworks } from '../../../analysis/networks/groups.ts';
import { problem } from '../../../lang/problem.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { runIdOf } from '../../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { linkOf } from '../../../spec/link.ts';
import type { Lab, LabActions } from '../../../state/lab/labState.ts';
import { LabProvider } from '../../../state/lab/useLab.ts';
import { smallerEn } from '../../text/en/networks/smaller.ts';
import { openLanguage } from '../../text/language.ts';
import { WishForm } from './WishForm.tsx';
import { beginningOf, firstWish, setWish, type Wish } from './wish.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeAll(() => openLanguage('en'));

let away: (() => Promise<void>) | undefined;
afterEach(async () => {
  await away?.();
  away = undefined;
});

const swept: Experiment = { ...defaultExperiment, alphas: [0.5], runs: 1, student: 'cnn' };
const kept: KeptNetworkCard = {
  ...{ id: 'a'.repeat(64), label: 'CNN', recipe: 'distil', measurements: { accuracy: 0.9, bytes: 400 } },
  ...{ fileBytes: 400, pinned: false, createdAt: 0 },
  origin: { experiment: linkOf(swept), dataset: 'insects', run: runIdOf({ alpha: 0.5 }, 1), stage: 0 },
};

/** The form of a verb over a lab of which only what it reads is there. */
async function shown(
  lab: Partial<Omit<Lab, 'actions'>>,
  given: Partial<LabActions>,
  changed: (wish: Wish) => Wish = (wish) => wish,
) {
  const [group] = groupNetworks([kept]);
  const from = group && beginningOf(group);
  if (!group || !from) throw new Error('there is a beginning');
  const actions = {
    continues: async () => true,
    previewStage: () => new Promise<undefined>(() => undefined),
    networkFile: vi.fn(async () => new Uint8Array(4)),
    useStudentFile: vi.fn(async () => undefined),
    openExperiment: vi.fn(),
    run: vi.fn(),
    ...given,
  };
  const state = {
    phase: 'ready',
    experiment: swept,
    dataset: undefined,
    problem: undefined,
    ...lab,
    actions,
  };
  const store = createStore(() => state) as unknown as StoreApi<Lab>;
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  away = async () => {
    await act(async () => root.unmount());
    place.remove();
  };
  await act(async () =>
    root.render(
      <Suspense fallback={null}>
        <LabProvider value={store}>
          <WishForm
            {...{ group, from }}
            wish={changed(firstWish(group, from, swept, 'prune', undefined))}
            onWish={() => undefined}
          />
        </LabProvider>
      </Suspense>,
    ),
  );
  // Its words are loaded, and what was asked is answered.
  const made = () =>
    [...place.querySelectorAll('button')].find((button) => button.textContent.startsWith('Make 3 of them'));
  await vi.waitFor(async () => {
    await act(async () => undefined);
    expect(made()).toBeDefined();
  });
  const make = made();
  if (!make) throw new Error('there is a button');
  return { place, make, actions };
}

describe('what makes a network smaller', () => {
  it('starts from the network’s own file where nobody could say whether its recipe goes on', async () => {
    const continues = () => Promise.reject(new Error('the worker is gone'));
    const { place, make, actions } = await shown({}, { continues });
    await vi.waitFor(() => expect(place.textContent).toContain(smallerEn.fromFile));
    expect(make.disabled).toBe(false);
    await act(async () => make.click());
    await vi.waitFor(() => expect(actions.run).toHaveBeenCalledTimes(1));
    expect(actions.networkFile).toHaveBeenCalledWith(kept.id);
    expect(actions.useStudentFile).toHaveBeenCalledTimes(1);
  });

  it('says before it is made what would leave the network as it is', async () => {
    const { place, make } = await shown({}, {}, (wish) => setWish(wish, 0, 'round', 64));
    expect(place.textContent).toContain('No group of this student has more than 64 channels');
    expect(make.disabled).toBe(false);
  });

  it('is begun once, however often the button is pressed while it begins', async () => {
    let answer: (bytes: Uint8Array<ArrayBuffer>) => void = () => undefined;
    const networkFile = vi.fn(
      () =>
        new Promise<Uint8Array<ArrayBuffer>>((resolve) => {
          answer = resolve;
        }),
    );
    const { make, actions } = await shown({}, { continues: async () => false, networkFile });
    await vi.waitFor(async () => {
      await act(async () => undefined);
      expect(make.disabled).toBe(false);
    });
    await act(async () => {
      // The second one comes before what the first changed is drawn.
      make.click();
      make.click();
    });
    expect(make.disabled).toBe(true);
    make.click();
    await act(async () => answer(new Uint8Array(4)));
    await vi.waitFor(() => expect(actions.run).toHaveBeenCalledTimes(1));
    expect(networkFile).toHaveBeenCalledTimes(1);
    expect(actions.openExperiment).toHaveBeenCalledTimes(1);
    // It can be begun again afterwards.
    await vi.waitFor(async () => {
      await act(async () => undefined);
      expect(make.disabled).toBe(false);
    });
  });

  it('says what blocks the lab, and begins nothing', async () => {
    const { problem: what } = problem('dataset-missing', 'There is no folder.', 'Drop the folder again.');
    const { place, make, actions } = await shown({ phase: 'blocked', problem: what }, {});
    expect(make.disabled).toBe(true);
    expect(place.textContent).toContain('There is no folder. Drop the folder again.');
    make.click();
    expect(actions.run).not.toHaveBeenCalled();
  });
});
