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
  | 'seenInside'
  | 'pictures'
  | 'teacherTable'
  | 'teachersApart'
  | 'students'
  | 'predictions'
  | 'exportLogits'
  | 'exportNetwork'
  | 'timeForwardPasses'
  | 'keptNetworks'
  | 'pinNetwork'
  | 'deleteNetwork'
  | 'undoDeleteNetwork'
  | 'networkFile'
  | 'networkInside'
  | 'layerWeights'
  | 'layerRanks'
  | 'layerSensitivity'
  | 'continues'
  | 'previewStage'
  | 'channelPlan'
  | 'deleteUnpinnedNetworks'
  | 'exportFamily'
  | 'importNetworks'
  | 'networkPredictions'
  | 'networkCosts'
  | 'timeRuntimes'
  | 'stopTiming'
  | 'whoPays'
>;

/** @param measured the experiment whose results are shown */
export function questionsTo(client: Pick<Client, 'ask'>, measured: () => Experiment | undefined): Questions {
  return {
    example: (index) => client.ask({ type: 'example', index }),
    lookAt: (picture, of) => client.ask({ type: 'look-at', picture, ...(of ? { of } : {}) }),
    seenInside: (of, picture) => client.ask({ type: 'seen-inside', of, picture }),
    pictures: (from, count) => client.ask({ type: 'pictures', from, count }),
    teacherTable: () => client.ask({ type: 'teacher-table' }),
    teachersApart: (student) => client.ask({ type: 'teachers-apart', ...(student ? { student } : {}) }),
    async students() {
      const experiment = measured();
      return experiment ? client.ask({ type: 'students', experiment }) : [];
    },
    predictions: (id) => client.ask({ type: 'predictions', id }),
    exportLogits: (place) => client.ask({ type: 'export-logits', place }),
    exportNetwork: (of, format) => client.ask({ type: 'export-network', of, format }),
    keptNetworks: () => client.ask({ type: 'kept-networks' }),
    pinNetwork: (id, pinned) => client.ask({ type: 'pin-network', id, pinned }),
    deleteNetwork: (id) => client.ask({ type: 'delete-network', id }),
    undoDeleteNetwork: (id) => client.ask({ type: 'undo-delete-network', id }),
    networkFile: (id) => client.ask({ type: 'network-file', id }),
    networkInside: (id) => client.ask({ type: 'network-inside', id }),
    layerWeights: (id, layer) => client.ask({ type: 'layer-weights', id, layer }),
    layerRanks: (asked) => client.ask({ type: 'layer-ranks', ...asked }),
    layerSensitivity: (asked) => client.ask({ type: 'layer-sensitivity', ...asked }),
    continues: (ids) => client.ask({ type: 'continues', ids }),
    channelPlan: (asked) => client.ask({ type: 'channel-plan', ...asked }),
    previewStage: (asked) => client.ask({ type: 'preview-stage', ...asked }),
    deleteUnpinnedNetworks: () => client.ask({ type: 'delete-unpinned-networks' }),
    exportFamily: (ids) => client.ask({ type: 'export-family', ids }),
    importNetworks: (file) => client.ask({ type: 'import-networks', name: file.name, blob: file }),
    networkCosts: (id) => client.ask({ type: 'network-costs', id }),
    timeRuntimes: (ids) => client.ask({ type: 'time-runtimes', ids }),
    stopTiming: () => client.ask({ type: 'stop-timing' }),
    whoPays: (of) => client.ask({ type: 'who-pays', ...of }),
    networkPredictions: (id) => client.ask({ type: 'network-predictions', id }),
    timeForwardPasses: (student) => client.ask({ type: 'time-inference', ...(student ? { student } : {}) }),
  };
}
