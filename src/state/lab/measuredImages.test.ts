import { describe, expect, it } from 'vitest';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { measuredImages } from './measuredImages.ts';
import { openingState } from './openingState.ts';
import { sampleDataset, sampleRun } from './sampleReports.ts';

const folder = { ...defaultExperiment, dataset: 'folder-0123456789abcdef' };
const runs = [sampleRun(1, 1, 2)];
const shared: SharedResults = {
  runs,
  ...{ backend: 'wasm', validationImages: 600, teacherAccuracy: 0.9, seconds: 9, stride: 1 },
};
/** Open, with two validation images. */
const dataset = sampleDataset(folder.dataset);
const opened = { ...openingState(folder, []), measured: folder, runs };

describe('measuredImages', () => {
  it('of results of a link is what the link says, before and after a dataset is open', () => {
    expect(measuredImages({ ...opened, shared })).toBe(600);
    expect(measuredImages({ ...opened, shared, dataset })).toBe(600);
    const unsaid = { ...shared, validationImages: undefined };
    expect(measuredImages({ ...opened, shared: unsaid, dataset })).toBeUndefined();
    // Run here, in front of them.
    expect(measuredImages({ ...opened, shared, dataset, runs: [...runs] })).toBe(2);
  });

  it('of a kept sweep is what its record says', () => {
    expect(measuredImages({ ...opened, measuredOn: { validationImages: 90 }, dataset })).toBe(90);
  });

  it('of insects is what was asked for, whatever the form asks for now', () => {
    const measured = { ...defaultExperiment, validationImages: 600 };
    expect(measuredImages({ ...opened, measured, dataset })).toBe(600);
  });

  it('of a folder is what the open dataset has, if it is the one', () => {
    expect(measuredImages({ ...opened, dataset })).toBe(2);
    expect(measuredImages(opened)).toBeUndefined();
    const other = { ...folder, validationShare: 0.5 };
    expect(measuredImages({ ...opened, experiment: other, dataset })).toBeUndefined();
  });
});
