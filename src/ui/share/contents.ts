/**
 * What a link says of an experiment, line by line: first what decides the result and a reader asks for, then every other
 * setting that differs from its default.
 */

import type { Sentence } from '../../lang/sentence.ts';
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
} from '../../spec/experiment.ts';
import { readable, spelt } from '../../spec/keys.ts';
import { choiceName } from '../text/choiceName.ts';
import type { ShareText } from '../text/en/share.ts';
import { grouped } from '../text/numbers.ts';
import { typed, typedList } from '../text/typed.ts';

export interface ContentLine {
  readonly label: string;
  readonly value: string;
}

/** A line that stands whatever the settings are. */
interface Spoken extends ContentLine {
  /** What it tells, so that no other line does. */
  readonly tells: readonly FieldName[];
}

export function differing(experiment: Experiment): readonly FieldName[] {
  return fieldNames.filter((name) => spelt(name, experiment) !== spelt(name, defaultExperiment));
}

/**
 * @param choices the names of models, losses and other choices in the reader's language.
 * @param say     says the names of settings in it.
 */
export function contentsOf(
  experiment: Experiment,
  text: ShareText,
  choices: Readonly<Record<string, string>>,
  say: (sentence: Sentence) => string,
): readonly ContentLine[] {
  const { dataset, imageSize, trainImages, validationImages, studentWidth } = experiment;
  const name = (choice: string) => choices[choice] ?? choice;
  const shown = (field: FieldName) => {
    const value = experiment[field];
    return typeof value === 'number' ? typed(value) : name(readable(field, experiment));
  };
  const width = studentWidth === 1 || experiment.student === 'teacher' ? '' : ` × ${typed(studentWidth)}`;
  const spoken: readonly Spoken[] = [
    {
      tells: ['dataset', 'imageSize', 'trainImages', 'validationImages'],
      label: text.dataset,
      value:
        dataset === 'insects'
          ? text.insects(trainImages, validationImages, imageSize)
          : text.folderNamed(dataset.replace(/^folder-/, ''), imageSize),
    },
    { tells: ['teacher'], label: text.teacher, value: name(experiment.teacher) },
    {
      tells: ['student', 'studentWidth'],
      label: text.student,
      value: `${choiceName(choices, 'student', experiment.student)}${width}`,
    },
    {
      tells: ['similarity', 'temperature'],
      label: text.objective,
      value: text.objectiveIs(name(experiment.similarity), typed(experiment.temperature)),
    },
    { tells: ['alphas'], label: text.alphas, value: typedList(experiment.alphas) },
    {
      tells: ['runs', 'seed'],
      label: text.seeds,
      value: text.seedsAre(experiment.runs, experiment.seed),
    },
    { tells: ['epochs'], label: text.epochs, value: grouped(experiment.epochs) },
  ];
  const told = new Set(spoken.flatMap(({ tells }) => tells));
  return [
    ...spoken.map(({ label, value }) => ({ label, value })),
    ...differing(experiment)
      .filter((field) => !told.has(field))
      .map((field) => ({ label: say(fieldOf(field).label), value: shown(field) })),
  ];
}
