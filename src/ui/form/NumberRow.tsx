import { memo } from 'react';
import { type Experiment, type FieldName, fieldOf, fields } from '../../spec/experiment.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { NumberSetting } from './NumberSetting.tsx';

export type NumberFieldName = {
  [Name in FieldName]: Experiment[Name] extends number ? Name : never;
}[FieldName];

export function isNumberField(name: FieldName): name is NumberFieldName {
  return fieldOf(name).kind === 'number';
}

interface NumberRowProps {
  readonly name: NumberFieldName;
  readonly disabled?: boolean;
  readonly note?: string | undefined;
}

/** A number of the experiment. */
export const NumberRow = memo(function NumberRow({ name, disabled = false, note }: NumberRowProps) {
  const value = useLab((lab) => lab.experiment[name]);
  const { setField } = useLabActions();
  return (
    <NumberSetting
      name={name}
      field={fields[name]}
      value={value}
      disabled={disabled}
      note={note}
      onChange={(next) => setField(name, next)}
    />
  );
});
