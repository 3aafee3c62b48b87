/**
 * What a link says of an experiment, line by line: first what decides the result and a reader asks for, then every other
 * setting that differs from its default.
 */
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
} from '../../shared/experiment.ts';
import type { Sentence } from '../../shared/sentence.ts';
import type { ShareText } from '../text/en/share.ts';
import { grouped } from '../text/numbers.ts';
import { typed, typedList } from '../text/typed.ts';

export interface ContentLine {
  readonly label: string;
  readonly value: string;
}

/** Said in the lines of their own. */
const spoken: ReadonlySet<FieldName> = new Set([
  'dataset',
  'imageSize',
  'trainImages',
  'validationImages',
  'teacher',
  'student',
  'studentWidth',
  'similarity',
  'temperature',
  'alphas',
  'runs',
  'seed',
  'epochs',
]);

const spell = (experiment: Experiment, name: FieldName) =>
  (fieldOf(name).format as (value: unknown) => string)(experiment[name]);

export function differing(experiment: Experiment): readonly FieldName[] {
  return fieldNames.filter((name) => spell(experiment, name) !== spell(defaultExperiment, name));
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
    return typeof value === 'number' ? typed(value) : name(spell(experiment, field));
  };
  const width = studentWidth === 1 ? '' : ` × ${typed(studentWidth)}`;
  return [
    {
      label: text.dataset,
      value:
        dataset === 'insects'
          ? text.insects(trainImages, validationImages, imageSize)
          : text.folderNamed(dataset.replace(/^folder-/, ''), imageSize),
    },
    { label: text.teacher, value: name(experiment.teacher) },
    { label: text.student, value: `${name(experiment.student)}${width}` },
    {
      label: text.objective,
      value: text.objectiveIs(name(experiment.similarity), typed(experiment.temperature)),
    },
    { label: text.alphas, value: typedList(experiment.alphas) },
    { label: text.seeds, value: text.seedsAre(experiment.runs, experiment.seed) },
    { label: text.epochs, value: grouped(experiment.epochs) },
    ...differing(experiment).flatMap((field) =>
      spoken.has(field) ? [] : [{ label: say(fieldOf(field).label), value: shown(field) }],
    ),
  ];
}
