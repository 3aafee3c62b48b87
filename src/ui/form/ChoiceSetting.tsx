import { type ReactNode, useId } from 'react';
import type { Field } from '../../spec/fields.ts';
import { helpId, Row } from './Row.tsx';

interface ChoiceSettingProps<Name extends string> {
  /** By which the setting is known to what shows help and to what hides. */
  readonly name: string;
  readonly field: Pick<Field, 'label' | 'help'>;
  readonly choices: readonly Name[];
  readonly value: Name;
  readonly note?: string | undefined;
  /** Behind the list. */
  readonly after?: ReactNode;
  nameOf(choice: Name): string;
  onChange(choice: Name): void;
}

/** One of a closed list. */
export function ChoiceSetting<Name extends string>({
  name,
  field,
  choices,
  value,
  note,
  after,
  nameOf,
  onChange,
}: ChoiceSettingProps<Name>) {
  const id = useId();
  const choose = (text: string) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) onChange(choice);
  };
  return (
    <Row name={name} field={field} id={id} note={note}>
      <select
        id={id}
        value={value}
        aria-describedby={helpId(id)}
        onChange={(event) => choose(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
      {after}
    </Row>
  );
}
