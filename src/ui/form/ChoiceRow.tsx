import { memo, useId } from 'react';
import { type Experiment, type FieldName, fieldOf, fields } from '../../shared/experiment.ts';
import { isOffered } from '../../shared/relevance.ts';
import { useLab, useLabActions } from '../../state/useLab.ts';
import { useWords } from '../text/useWords.ts';
import { helpId, Row } from './Row.tsx';

export type ChoiceFieldName = {
  [Name in FieldName]: (typeof fields)[Name] extends { readonly kind: 'choice' } ? Name : never;
}[FieldName];

export function isChoiceField(name: FieldName): name is ChoiceFieldName {
  return fieldOf(name).kind === 'choice';
}

/** One of a closed list, less what would mean nothing as the other settings stand. */
export const ChoiceRow = memo(function ChoiceRow({ name }: { readonly name: ChoiceFieldName }) {
  const { choices } = useWords('page');
  const id = useId();
  const field = fields[name];
  const experiment = useLab((lab) => lab.experiment);
  const value = experiment[name];
  const teacher = useLab((lab) => lab.teacher);
  const { setField } = useLabActions();
  const all: readonly Experiment[ChoiceFieldName][] = field.choices;
  const names = all.filter((choice) => choice === value || isOffered(name, choice, experiment, { teacher }));
  const choose = (text: string) => {
    const choice = names.find((candidate) => candidate === text);
    if (choice !== undefined) setField(name, choice);
  };
  return (
    <Row name={name} field={field} id={id}>
      <select
        id={id}
        value={value}
        aria-describedby={helpId(id)}
        onChange={(event) => choose(event.target.value)}
      >
        {names.map((choice) => (
          <option key={choice} value={choice}>
            {choices[choice] ?? choice}
          </option>
        ))}
      </select>
    </Row>
  );
});
