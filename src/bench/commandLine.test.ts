import { describe, expect, it } from 'vitest';
import { readCommandLine, UsageError } from './commandLine.ts';
import { peerNames } from './peers/catalogue.ts';
import { chosenWorkloads } from './workloads/chosen.ts';

describe('the command line', () => {
  it('has everyone do what suits the adapter', () => {
    expect(readCommandLine([])).toEqual({
      rounds: undefined,
      seconds: 1,
      workloads: undefined,
      peers: peerNames,
      all: false,
      node: false,
      growth: false,
      kernels: false,
      json: false,
      help: false,
    });
  });

  it('takes names in the order of the table', () => {
    const order = readCommandLine([
      '--peer',
      'ours-wasm',
      '--peer',
      'ours',
      '--workload',
      'smoke',
      '--rounds',
      '3',
    ]);
    expect(order.peers).toEqual(['ours', 'ours-wasm']);
    expect(order.workloads?.map(({ name }) => name)).toEqual(['smoke']);
    expect(order.rounds).toBe(3);
  });

  it.each([
    [['--workload', 'nothing'], 'There is no workload nothing; there are resnet56-teaches'],
    [['--peer', 'pytorch'], 'There is no peer pytorch; there are stock-webgpu'],
    [['--rounds', '0'], '--rounds is 0; it takes a whole number from 1 to 100.'],
    [['--seconds', 'soon'], '--seconds is soon; it takes a number from 0.01 to 60.'],
    [['--fast'], '--help lists the flags.'],
  ])('refuses %j in a line', (argv, words) => {
    let message = '';
    try {
      readCommandLine(argv);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      message = (error as UsageError).message;
    }
    expect(message).toContain(words);
    expect(message).not.toContain('\n');
  });
});

describe('without names', () => {
  const names = (slow: boolean) => chosenWorkloads(undefined, slow).map(({ name }) => name);

  it('what stands in for heavy steps is for software adapters only, and the test’s for none', () => {
    expect(names(true)).toContain('resnet56-teaches-4');
    expect(names(false)).not.toContain('resnet56-teaches-4');
    expect([...names(true), ...names(false)]).not.toContain('smoke');
  });
});
