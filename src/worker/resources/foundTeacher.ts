/**
 * The teacher that an experiment names, as far as it is there: kept, shipped, of a file, or still to be trained.
 */
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { placeOf } from '../../spec/teachers/teachersOf.ts';
import type { OpenedBackend } from './backend.ts';
import type { GivenWeights } from './givenWeights.ts';
import type { Resource } from './memo.ts';
import { freeOpened } from './teacherFiles.ts';
import {
  notKept,
  type ResolvedTeacher,
  resolveTeacher,
  type TeacherSources,
  trainedTeacherId,
} from './teachers.ts';

interface TeacherEnvironment extends Pick<TeacherSources, 'fetchPublic' | 'store'> {
  readonly post: (event: Event) => void;
  readonly given: GivenWeights;
  readonly backend: Resource<OpenedBackend>;
  readonly dataset: Resource<OpenedDataset>;
}

export type FoundTeacher = Resource<
  ResolvedTeacher,
  { readonly backend: OpenedBackend; readonly dataset: OpenedDataset }
>;

/** What decides a teacher outside the experiment: which of the files that were given it is. */
export const givenFile =
  (given: GivenWeights) =>
  (experiment: Experiment): string => {
    const place = placeOf(experiment);
    // Two teachers of alike settings may be of two files.
    return experiment.teacher === 'file' ? [place, given.teachersAt(place)].join('.') : '';
  };

export function foundTeacherResource(environment: TeacherEnvironment): FoundTeacher {
  const { post, given, backend, dataset } = environment;
  return {
    name: 'teacher',
    reads: ['images', 'teacher'],
    outside: givenFile(given),
    needs: { backend, dataset },
    async open(experiment, { dataset: opened }) {
      post({ type: 'stage', stage: 'teacher', done: 0, total: 1 });
      const resolved = await resolveTeacher(experiment, opened, {
        ...environment,
        openGiven: given.openTeacherAt(placeOf(experiment)),
        warn: (warning) => post({ type: 'warning', warning }),
      });
      post({ type: 'teacher', teacher: resolved.card });
      return resolved;
    },
    dispose: freeOpened,
  };
}

/**
 * A teacher that was chosen by its id and is not kept is trained again by the settings that made it, and by no others.
 *
 * @throws ProblemError `teacher-missing` where it is to be trained and these settings are others
 */
export function requireItsSettings(
  { card, teacher, start }: ResolvedTeacher,
  experiment: Experiment,
  { summary }: OpenedDataset,
): void {
  if (teacher || start || card.id !== experiment.teacher) return;
  const own = trainedTeacherId({ ...experiment, teacher: card.name }, summary.split.kind);
  if (own !== card.id) throw notKept(card.id);
}
