import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../protocol/records.ts';
import type { ModelName } from '../spec/choices.ts';
import { defaultExperiment, fieldNames } from '../spec/experiment.ts';
import { linkOf } from '../spec/link.ts';
import { seedExperiment } from '../spec/presets.ts';
import { complete } from './completing.ts';

const card = (name: ModelName, width = 1): ModelCard => ({
  ...{ name, width, label: name.toUpperCase() },
  ...{ parameters: 0, bytes: 0, multiplyAdds: 0 },
});
const start = { ...defaultExperiment, teacher: 'file' };
const { imageSize, augmentation, centreCrop, similarity, weightDecay, studentFreeze } = seedExperiment;
const ofProgram = { imageSize, augmentation, centreCrop, similarity, weightDecay };

describe('what files decide', () => {
  it('is nothing without files that tell', () => {
    const nothing = { student: undefined, teacher: undefined };
    expect(complete(start, fieldNames, nothing)).toEqual({ experiment: start, sentences: [] });
  });

  it('are images and views, of stored logits', () => {
    const made = { ...start, seed: 3, trainImages: 300, augmentation: 'crop', views: 4, epochs: 1 } as const;
    const hold = { student: undefined, teacher: undefined, logits: { experiment: linkOf(made) } };
    expect(complete(start, fieldNames, hold)).toEqual({
      experiment: { ...made, epochs: start.epochs },
      sentences: [
        'The file of logits was made of other images or views: --train-images 300 --augmentation crop --views 4 --seed 3.',
      ],
    });
    expect(complete(start, ['seed'], hold).experiment).toEqual({ ...start, seed: 3 });
  });

  it('is the student, of any network', () => {
    const hold = { student: card('resnet20', 0.5), teacher: undefined };
    expect(complete(start, fieldNames, hold)).toEqual({
      experiment: { ...start, student: 'resnet20', studentWidth: 0.5 },
      sentences: ['The student’s file holds RESNET20: --student resnet20 --student-width 0.5.'],
    });
    expect(complete(start, ['studentWidth'], hold).experiment).toEqual({ ...start, studentWidth: 0.5 });
    expect(complete(start, [], hold)).toEqual({ experiment: start, sentences: [] });
  });

  it('is the rest of the reproduced experiment, of a network of torchvision’s', () => {
    const read = complete(start, fieldNames, { student: card('resnet18'), teacher: card('resnet50') });
    expect(read.experiment).toEqual({ ...start, student: 'resnet18', ...ofProgram, studentFreeze });
    expect(read.sentences[1]).toBe(
      'The student’s file holds RESNET18 as torchvision has it, so what is not given is as in --preset seed: ' +
        '--image-size 224 --augmentation crop --centre-crop 0.875 --similarity mse --weight-decay 0 --student-freeze head-batch-norm.',
    );
  });

  it('is the size of images alone, of a network that was made here for another', () => {
    const made = { ...card('mobilenetv2'), madeFor: 48 };
    expect(complete(start, fieldNames, { student: undefined, teacher: made })).toEqual({
      experiment: { ...start, imageSize: 48 },
      sentences: ['The teacher’s file says images of 48 × 48 pixels: --image-size 48.'],
    });
    const own = fieldNames.filter((name) => name !== 'imageSize');
    expect(complete(start, own, { student: undefined, teacher: made })).toEqual({
      experiment: start,
      sentences: [],
    });
    const torchvisions = { ...card('mobilenetv2'), madeFor: 224 };
    expect(complete(start, fieldNames, { student: undefined, teacher: torchvisions }).experiment).toEqual({
      ...start,
      ...ofProgram,
    });
  });

  it('keeps what was given', () => {
    const open = fieldNames.filter((name) => name !== 'imageSize' && name !== 'similarity');
    const given = { ...start, imageSize: 64 };
    const { experiment } = complete(given, open, { student: card('mobilenetv2'), teacher: undefined });
    expect(experiment).toMatchObject({ imageSize: 64, similarity: 'kl', augmentation: 'crop' });
  });

  it('freezes nothing of a student that has no file', () => {
    const { experiment, sentences } = complete(start, fieldNames, {
      student: undefined,
      teacher: card('resnet50'),
    });
    expect(experiment).toEqual({ ...start, ...ofProgram });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(/^The teacher’s file holds RESNET50/);
  });

  it('takes no width that a student cannot have', () => {
    const hold = { student: card('resnet20', 0.01), teacher: undefined };
    expect(complete(start, fieldNames, hold)).toEqual({
      experiment: { ...start, student: 'resnet20' },
      sentences: ['The student’s file holds RESNET20: --student resnet20.'],
    });
  });
});
