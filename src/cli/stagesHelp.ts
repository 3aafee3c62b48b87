/**
 * What `--help` says of the stages that `--recipe` takes: from their declarations.
 */
import { inEnglish } from '../lang/sentence.ts';
import { settingsOf, stageKinds, stageOf } from '../spec/recipe/stages.ts';

/** Lines of each stage: what it does, and its settings with what is allowed; in brackets what holds where one is left out. */
export function stagesHelp(): readonly string[] {
  return stageKinds.flatMap((kind) => {
    const { help, fields } = stageOf(kind);
    const settings = [...settingsOf(kind)].map(([name, field]) => {
      const initial = Object.hasOwn(fields, name)
        ? (field.format as (value: unknown) => string)(field.default)
        : 'as the setting';
      return `    ${name.padEnd(17)}${inEnglish(field.allowed)} [${initial}]`;
    });
    return [`  ${kind.padEnd(24)}${inEnglish(help)}`, ...settings];
  });
}
