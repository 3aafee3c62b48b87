import { memo } from 'react';
import { type Experiment, type FieldName, fieldOf, fields } from '../../spec/experiment.ts';
import { isOffered } from '../../spec/relevance.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { choiceName } from '../text/choiceName.ts';
import { useWords } from '../text/useWords.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';

export type ChoiceFieldName = {
  [Name in FieldName]: (typeof fields)[Name] extends { readonly kind: 'choice' } ? Name : never;
}[FieldName];

export function isChoiceField(name: FieldName): name is ChoiceFieldName {
  return fieldOf(name).kind === 'choice';
}

/** One of a closed list, less what would mean nothing as the other settings stand. */
export const ChoiceRow = memo(function ChoiceRow({ name }: { readonly name: ChoiceFieldName }) {
  const { choices } = useWords('page');
  const field = fields[name];
  const experiment = useLab((lab) => lab.experiment);
  const value = experiment[name];
  const teacher = useLab((lab) => lab.teacher);
  const { setField } = useLabActions();
  const all: readonly Experiment[ChoiceFieldName][] = field.choices;
  const names = all.filter((choice) => choice === value || isOffered(name, choice, experiment, { teacher }));
  return (
    <ChoiceSetting
      name={name}
      field={field}
      choices={names}
      value={value}
      nameOf={(choice) => choiceName(choices, name, choice)}
      onChange={(choice) => setField(name, choice)}
    />
  );
});
