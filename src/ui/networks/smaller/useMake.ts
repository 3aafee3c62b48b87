import { useRef, useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { linkOf } from '../../../spec/link.ts';
import type { GoneOnFrom } from '../../../spec/recipe/continued.ts';
import { useLabActions, useLabStore } from '../../../state/lab/useLab.ts';
import { begun } from './useMade.ts';
import { atItsPoint, type Wish, wishedExperiment } from './wish.ts';

/**
 * Begins the run that makes what is wished. A teacher of a file is opened again for it; where the way to a network cannot be
 * repeated, the network itself is the file from which students start.
 *
 * @param continues whether its recipe goes on from kept weights; until that is known nothing is begun
 */
export function useMake(
  group: NetworkGroup,
  from: GoneOnFrom,
  wish: Wish,
  continues: boolean | undefined,
): { readonly make: () => Promise<void>; readonly begins: boolean; readonly failure: unknown } {
  const store = useLabStore();
  const actions = useLabActions();
  const [failure, setFailure] = useState<unknown>();
  const [begins, setBegins] = useState(false);
  // A second press can come before what the first one changed is drawn.
  const isBeginning = useRef(false);

  /** The refusal of a file is told where all of the lab's problems are. */
  const opened = async (open: (file: File) => Promise<void>): Promise<boolean> => {
    const [first] = group.networks;
    if (!first) return false;
    const name = `${first.label.replaceAll(/[^\w.-]+/g, '-')}-${first.id.slice(0, 8)}.safetensors`;
    await open(new File([await actions.networkFile(first.id)], name));
    return store.getState().problem === undefined;
  };
  const itsExperiment = async (): Promise<Experiment | undefined> => {
    if (group.networks[0]?.teacher?.source === 'file') {
      const { useTeacherFiles: teachWith } = actions;
      const isOpen = await opened((file) => teachWith([{ path: file.name, blob: file }]));
      return isOpen ? wishedExperiment(from, wish) : undefined;
    }
    if (continues) return wishedExperiment(from, wish);
    if (!(await opened(actions.useStudentFile))) return undefined;
    const { student, studentWidth } = store.getState().experiment;
    return wishedExperiment({ file: { ...atItsPoint(from), student, studentWidth } }, wish);
  };
  const make = async () => {
    if (continues === undefined || isBeginning.current) return;
    const before = store.getState().experiment;
    isBeginning.current = true;
    setBegins(true);
    setFailure(undefined);
    try {
      const experiment = await itsExperiment();
      if (!experiment) return;
      begun.set({
        ...{ parent: group.key, link: linkOf(experiment), before },
        stage: Math.max(0, experiment.recipe.length - 1),
      });
      actions.openExperiment(experiment);
      actions.run();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      isBeginning.current = false;
      setBegins(false);
    }
  };
  return { make, begins, failure };
}
