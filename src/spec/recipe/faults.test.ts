import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { defaultExperiment, type Experiment } from '../experiment.ts';
import { adviceOn, faultsIn, faultsOf, firstFault, requireWorkable } from './faults.ts';
import { readRecipe } from './spelling.ts';

function recipeOf(text: string) {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error(inEnglish(read.fault));
  return read.recipe;
}
const faults = (text: string, changes: Partial<Experiment> = {}) =>
  faultsOf(recipeOf(text), { ...defaultExperiment, ...changes }).map((fault) =>
    fault === undefined ? undefined : inEnglish(fault),
  );
const advice = (text: string, changes: Partial<Experiment> = {}) =>
  adviceOn({ ...defaultExperiment, recipe: recipeOf(text), ...changes }).map(inEnglish);

describe('faults', () => {
  it('are none of what works, and of the empty recipe, which means distil', () => {
    expect(faults('distil; prune; distil; quantise')).toEqual([undefined, undefined, undefined, undefined]);
    expect(faultsOf([], defaultExperiment)).toEqual([undefined]);
  });

  it('name every stage after quantise, and no other', () => {
    const all = faults('distil; quantise; prune; distil; quantise');
    expect(all.map((fault) => fault !== undefined)).toEqual([false, false, true, true, true]);
    expect(all[2]).toBe(
      'A quantised network is neither trained, pruned nor quantised again in this version. Quantise comes last: move Prune before it, or remove it.',
    );
  });

  it('name pruning within blocks, and by batch norm’s scale, of students that have none', () => {
    expect(faults('distil; prune scope=block', { student: 'cnn' })[1]).toBe(
      'This network has no blocks, so its channels cannot be ranked within them. Choose another scope for the pruning: uniform, isomorphic or global.',
    );
    expect(faults('distil; prune by=norm', { student: 'mlp' })[1]).toMatch(/^This network has no batch norm/);
    expect(faults('distil; prune by=norm scope=block', { student: 'resnet20' })).toEqual([
      undefined,
      undefined,
    ]);
    expect(faults('prune by=norm scope=block', { student: 'teacher' })).toEqual([undefined]);
  });

  it('name what would find nothing to do, or undo what was done', () => {
    expect(faults('distil; depth', { student: 'cnn' })[1]).toMatch(/^The network has no residual block/);
    expect(faults('distil; depth', { student: 'resnet8' })[1]).toMatch(/^The network has no residual block/);
    expect(faults('distil; share method=blocks', { student: 'mlp' })[1]).toMatch(/^No stage of this network/);
    for (const works of ['depth', 'share method=blocks', 'share']) {
      expect(faults(`distil; ${works}`, { student: 'resnet20' })[1]).toBeUndefined();
    }
    expect(faults('regularise by=norm', { student: 'mlp' })[0]).toMatch(/^The network has no batch norm/);
    expect(faults('regularise by=norm', { student: 'cnn' })[0]).toBeUndefined();
    expect(faults('qat; sparsify')[1]).toMatch(/Put Sparsify before Quantise in training\.$/);
    expect(faults('qat; distil; share')[2]).toMatch(/its levels are shared values already/);
    expect(faults('qat; factorise')[1]).toMatch(/Put Factorise before Quantise in training\.$/);
    expect(faults('distil; share; factorise')[2]).toMatch(/Put Factorise before Share weights\.$/);
    expect(faults('distil; share; depth', { student: 'resnet20' })[2]).toMatch(/^A block that goes/);
    expect(faults('factorise; distil; factorise')[2]).toMatch(/^The network is factorised already\./);
    for (const between of ['', 'distil; ', 'share; ']) {
      const all = faults(`distil; share method=blocks; ${between}share method=blocks`, {
        student: 'resnet20',
      });
      expect(all.at(-1), between).toMatch(/^The blocks of this network share their weights already\./);
      expect(all.slice(0, -1).every((fault) => fault === undefined)).toBe(true);
    }
    expect(faults('sparsify; qat; prune; distil; quantise', { student: 'resnet20' })).toEqual(
      new Array(5).fill(undefined),
    );
  });

  it('name what changes layers where the head alone is trained on features', () => {
    const head = { studentStart: 'teacher', studentFreeze: 'head' } as const;
    expect(faults('prune; distil; quantise', head).map((fault) => fault !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
    expect(faults('prune; distil', head)[0]).toMatch(/\(Student freezing: none\), or remove Prune\.$/);
    for (const [kind, label] of [
      ['prune', 'Prune'],
      ['factorise', 'Factorise'],
      ['depth', 'Remove blocks'],
    ]) {
      expect(faults(`${kind}; distil`, { ...head, student: 'resnet20' })[0]).toBe(
        `Nothing but the head is trained, on features that are computed once, so the layers before it stay as they are. Let more of the student be trained (Student freezing: none), or remove ${label}.`,
      );
    }
    // Of a student that starts new nothing is frozen.
    expect(faults('prune; distil', { ...head, studentStart: 'new' })).toEqual([undefined, undefined]);
    expect(faults('prune; distil', { ...head, studentFreeze: 'stage' })).toEqual([undefined, undefined]);
  });
});

describe('arms', () => {
  const arms: Partial<Experiment> = {
    vary: [{ path: 'distil.arm', values: ['fine-tuned', 'distilled', 'scratch'] }],
  };

  it('do not hold fixed what is drawn anew', () => {
    expect(faults('distil; prune; distil arm=scratch freeze=head')[2]).toMatch(/would stay random/);
    expect(faults('distil; prune; distil arm=fine-tuned freeze=head')[2]).toBeUndefined();
    const held = { student: 'teacher', studentFreeze: 'stage' } as const;
    expect(faults('distil arm=scratch', held)[0]).toMatch(/would stay random/);
    expect(faults('distil arm=scratch freeze=none', held)[0]).toBeUndefined();
  });

  it('are looked at one by one where they are varied', () => {
    const varied = { ...defaultExperiment, recipe: recipeOf('prune; distil freeze=head'), ...arms };
    expect(inEnglish(faultsIn({ ...varied, student: 'teacher' })[1] ?? '')).toMatch(/would stay random/);
    expect(() => requireWorkable({ ...varied, student: 'teacher' })).toThrow(/Stage 2/);
    const works = { ...varied, recipe: recipeOf('prune; distil'), student: 'teacher' } as const;
    expect(faultsIn(works)).toEqual([undefined, undefined]);
  });

  it('take one alpha, and are the same from scratch as fine-tuned before anything is learned', () => {
    const teacher = { student: 'teacher', ...arms } as const;
    expect(advice('prune; distil', { ...teacher, alphas: [0.5] })).toEqual([]);
    expect(advice('prune; distil', { ...teacher, alphas: [0, 0.5] })).toEqual([
      'Arms without the teacher take no alpha, so its 2 values give the same networks there. One below 1 is enough.',
    ]);
    expect(advice('prune; distil arm=scratch', { student: 'teacher' })[0]).toMatch(/^No stage takes/);
    expect(advice('distil arm=scratch', { alphas: [0.5] })[0]).toMatch(
      /from scratch and fine-tuned are the same/,
    );
    expect(advice('distil; prune; distil arm=scratch', { alphas: [0.5] })).toEqual([]);
  });
});

describe('advice', () => {
  it('is none on recipes that train first, or from weights that were trained', () => {
    expect(advice('distil; prune; quantise')).toEqual([]);
    expect(advice('prune; distil', { studentStart: 'teacher' })).toEqual([]);
    expect(advice('prune; distil', { student: 'teacher' })).toEqual([]);
  });

  it.each([
    ['prune; distil', 'Prune'],
    ['quantise', 'Quantise'],
  ])('says of %s that the weights were drawn at random', (text, label) => {
    const [first] = advice(text, { alphas: [1] });
    expect(first).toMatch(new RegExp(`^${label} comes before .* drawn at random\\. Put Distil before it`));
  });

  it('says where the zeros of a mask do not last', () => {
    const lasting =
      /^The zeros of Sparsify do not last: (only a codebook|weights of one bit|the masks end|factors)/;
    for (const [next, why] of [
      ['share method=hashed', 'only a codebook'],
      ['share method=blocks', 'only a codebook'],
      ['qat method=bwn', 'weights of one bit'],
      ['qat bits=1', 'weights of one bit'],
      ['qat method=ttq', 'the masks end'],
      ['qat', 'the masks end'],
      ['factorise', 'factors'],
    ] as const) {
      const said = advice(`distil; sparsify; distil; ${next}; distil`, { student: 'resnet20' });
      expect(
        said.map((one) => lasting.exec(one)?.[1]),
        next,
      ).toEqual([why]);
      expect(advice(`distil; ${next}; distil`, { student: 'resnet20' }), next).toEqual([]);
    }
    for (const keeps of [
      'sparsify; share',
      'sparsify; quantise',
      'sparsify schedule=densify; share method=hashed',
      'sparsify; reinitialise; qat method=bwn',
      'qat; share method=hashed; sparsify',
    ]) {
      expect(advice(`distil; ${keeps}; distil`, { student: 'resnet20' }), keeps).toEqual([]);
    }
    // Said once: the masks end at the first of them.
    expect(advice('distil; sparsify; qat; qat method=bwn')).toHaveLength(1);
  });

  it('says where a multiple keeps every channel of a student', () => {
    const said = (round: number, changes: Partial<Experiment>) =>
      advice(`distil; prune round=${round}`, changes);
    expect(said(64, { student: 'cnn' })).toEqual([
      'No group of this student has more than 64 channels, so a multiple of 64 keeps them all and nothing is pruned. Choose a smaller multiple.',
    ]);
    expect(said(16, { student: 'resnet20', studentWidth: 0.25 })[0]).toMatch(/more than 16 channels/);
    for (const [round, changes] of [
      [63, { student: 'cnn' }],
      [64, { student: 'resnet20', studentWidth: 2 }],
      [64, { student: 'mobilenetv2' }],
      [64, { student: 'teacher' }],
    ] as const) {
      expect(said(round, changes)).toEqual([]);
    }
  });

  it('says where no stage takes the alpha that is swept', () => {
    expect(advice('distil alpha=0.5; prune; distil alpha=1')).toEqual([
      'No stage takes the sweep’s alpha, so its 3 values give the same networks. One is enough.',
    ]);
    expect(advice('distil alpha=0.5; prune; distil')).toEqual([]);
    expect(advice('distil alpha=0.5', { alphas: [1] })).toEqual([]);
  });
});

describe('a size of images', () => {
  const of = (settings: Partial<Experiment>) => firstFault({ ...defaultExperiment, ...settings });

  it('that a network cannot take is a fault that names the nearest', () => {
    for (const settings of [{ student: 'rednet26' as const }, { teacher: 'rednet26' }]) {
      const fault = of({ ...settings, imageSize: 100 });
      expect(fault && inEnglish(fault.what)).toBe('RedNet-26 cannot take images of 100 × 100 pixels.');
      expect(fault && inEnglish(fault.fix)).toContain('96 and 125');
      expect(of({ ...settings, imageSize: 96 })).toBeUndefined();
    }
    expect(of({ student: 'convnext-tiny', imageSize: 16 })).toBeDefined();
    expect(() => requireWorkable({ ...defaultExperiment, student: 'rednet-cifar', imageSize: 30 })).toThrow(
      '28 and 32',
    );
  });
});
