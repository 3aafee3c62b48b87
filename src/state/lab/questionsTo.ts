/**
 * What the page asks the worker between two steps of training, as actions of the lab.
 */
import type { Experiment } from '../../spec/experiment.ts';
import type { Client } from '../../worker/client.ts';
import type { LabActions } from './labState.ts';

type Questions = Pick<
  LabActions,
  | 'example'
  | 'lookAt'
  | 'pictures'
  | 'teacherTable'
  | 'students'
  | 'predictions'
  | 'exportNetwork'
  | 'timeAnswers'
>;

/** @param measured the experiment whose results are shown */
export function questionsTo(client: Pick<Client, 'ask'>, measured: () => Experiment | undefined): Questions {
  return {
    example: (index) => client.ask({ type: 'example', index }),
    lookAt: (picture) => client.ask({ type: 'look-at', picture }),
    pictures: (from, count) => client.ask({ type: 'pictures', from, count }),
    teacherTable: () => client.ask({ type: 'teacher-table' }),
    async students() {
      const experiment = measured();
      return experiment ? client.ask({ type: 'students', experiment }) : [];
    },
    predictions: (id) => client.ask({ type: 'predictions', id }),
    exportNetwork: (of, format) => client.ask({ type: 'export-network', of, format }),
    timeAnswers: (student) => client.ask({ type: 'time-inference', ...(student ? { student } : {}) }),
  };
}
