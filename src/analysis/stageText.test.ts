import { describe, expect, it } from 'vitest';
import type { StageRecord, TeacherCard } from '../protocol/records.ts';
import { runNameOf } from '../protocol/runId.ts';
import { stagesText } from './stageText.ts';
import { tableOf } from './statistics.ts';

const teacher: TeacherCard = {
  ...{ name: 'resnet20', label: 'ResNet-20', width: 1, parameters: 272_474, bytes: 1_095_016 },
  ...{ multiplyAdds: 40_550_000, source: 'shipped', id: 'shipped', accuracy: 0.94, milliseconds: 4 },
};
const stage = (
  kind: string,
  measures: StageRecord['measures'],
  more: Partial<StageRecord> = {},
): StageRecord => ({
  ...{ kind, level: 0, history: [], measures, ...more },
});
const measured = (accuracy: number) => ({ accuracy, loss: 1, difference: 1 });
const run = (keep: number, number: number, accuracy: number) => ({
  ...{ ...runNameOf({ alpha: 1, 'prune.keep': keep }, number), seed: number, status: 'finished' as const },
  stages: [
    stage('prune', { ...measured(0.3), parameters: 68_050 }, { asked: { keep }, reached: { keep: 0.4839 } }),
    stage(
      'quantise',
      { ...measured(accuracy), bits: 8, bytes: 70_284 },
      { layerBits: { conv1: 8, 'layer1.0.conv1': 3, 'layer1.0.conv2': 4, linear: 8 } },
    ),
  ],
});

describe('what every stage left, for a terminal', () => {
  const text = stagesText(tableOf([run(0.5, 1, 0.8), run(0.5, 2, 0.9)], 'final'), teacher);
  const [header = '', , first = '', second = '', third = ''] = text.split('\n');

  it('has a line for the teacher and one for each point and stage', () => {
    expect(header.split(/\s+/)).toEqual([
      'alpha',
      'prune.keep',
      'stage',
      'n',
      'accuracy',
      'parameters',
      'bytes',
      'multiply_adds',
      'ms',
      'bits',
    ]);
    expect(first.trim().split(/\s{2,}/)).toEqual([
      'teacher',
      '1',
      '0.9400',
      '272474',
      '1095016',
      '40550000',
      '4.00',
    ]);
    expect(
      second
        .trim()
        .split(/\s{2,}/)
        .slice(0, 6),
    ).toEqual(['1', '0.5', '1 prune', '2', '0.3000 ± 0.0000', '68050 ± 0']);
    expect(third).toContain('2 quantise');
    expect(third).toContain('0.8500 ± 0.0707');
  });

  it('says what was asked and reached, and that integers are simulated', () => {
    expect(text).toContain('prune: keep asked 0.5, reached 0.4839.');
    expect(text).toContain(
      'quantise: 8 bits: conv1, linear; 4 bits: layer1.0.conv2; 3 bits: layer1.0.conv1.',
    );
    expect(text).toContain('simulated integers');
  });

  it('takes the last network for the run’s, though no epoch made it', () => {
    expect(tableOf([run(0.5, 1, 0.8)], 'final')[0]?.accuracy.mean).toBe(0.8);
  });
});
