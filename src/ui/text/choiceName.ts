import type { FieldName } from '../../spec/experiment.ts';

/** What a setting's choice is called in the reader's language. */
export const choiceName = (
  choices: Readonly<Record<string, string>>,
  field: FieldName,
  choice: string,
): string => choices[`${field}.${choice}`] ?? choices[choice] ?? choice;
