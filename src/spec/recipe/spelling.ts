/**
 * A recipe as text. A person types `distil epochs=10; prune keep=0.5; quantise`; a link says
 * `distil~epochs:10,prune~keep:0.5,quantise`. Both are read by one rule: a word with `=` or `:` is a setting of the stage
 * before it, any other is a stage; blanks, commas, semicolons, tildes and new lines stand between words.
 */
import * as v from 'valibot';
import { nearestName } from '../../base/editDistance.ts';
import { type Sentence, said, words } from '../../lang/sentence.ts';
import {
  isStageKind,
  type StageKind,
  type StageSpec,
  settingsOf,
  stageKinds,
  stageOf,
  valuesOf,
} from './stages.ts';

/** More stages than this are no recipe that anybody reads. */
export const mostStages = 16;

/** A recipe, or the first thing that is wrong with it. */
export type RecipeReading = { readonly recipe: readonly StageSpec[] } | { readonly fault: Sentence };

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** Words of a recipe, with nothing round their `=`. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/\s*[=:]\s*/g, '=')
    .split(/[\s,;~]+/)
    .filter((word) => word !== '');

export function readRecipe(text: string): RecipeReading {
  const recipe: { readonly kind: StageKind; readonly settings: Map<string, unknown> }[] = [];
  for (const word of wordsOf(text)) {
    const equals = word.indexOf('=');
    const last = recipe.at(-1);
    if (equals < 0) {
      if (!isStageKind(word)) return { fault: notAStage(word, last?.kind) };
      recipe.push({ kind: word, settings: new Map(defaultsOf(word)) });
      if (recipe.length > mostStages) return { fault: words`a recipe has at most ${mostStages} stages` };
      continue;
    }
    if (!last) {
      return {
        fault: words`${shorten(word)} stands before any stage; the stages are ${stageKinds.join(', ')}`,
      };
    }
    const name = word.slice(0, equals);
    const read = readSetting(last.kind, name, word.slice(equals + 1));
    if ('fault' in read) return read;
    last.settings.set(name, read.value);
  }
  if (recipe.length === 0) return { fault: words`a recipe has at least one stage: ${stageKinds.join(', ')}` };
  return {
    recipe: recipe.map(({ kind, settings }) => ({ kind, ...Object.fromEntries(settings) }) as StageSpec),
  };
}

const defaultsOf = (kind: StageKind) =>
  Object.entries(stageOf(kind).fields).map(([name, field]) => [name, field.default as unknown] as const);

function readSetting(
  kind: StageKind,
  name: string,
  text: string,
): { readonly value: unknown } | { readonly fault: Sentence } {
  const settings = settingsOf(kind);
  const field = settings.get(name);
  if (!field) return { fault: notASetting(kind, name, [...settings.keys()]) };
  const result = v.safeParse(field.schema, field.parse(text));
  if (result.success) return { value: result.output };
  return { fault: words`${kind}’s ${name} is ${shorten(text)}; it takes ${said(field.allowed)}` };
}

function notAStage(word: string, last: StageKind | undefined): Sentence {
  if (last && settingsOf(last).has(word)) return words`${last}’s ${word} needs a value: ${`${word}=…`}`;
  const nearest = nearestName(word, stageKinds);
  const all = stageKinds.join(', ');
  return nearest
    ? words`there is no stage ${shorten(word)}, the nearest is ${nearest}; the stages are ${all}`
    : words`there is no stage ${shorten(word)}; the stages are ${all}`;
}

function notASetting(kind: StageKind, name: string, known: readonly string[]): Sentence {
  const nearest = nearestName(name, known);
  const all = known.join(', ');
  return nearest
    ? words`${kind} has no setting ${shorten(name)}, the nearest is ${nearest}; its settings are ${all}`
    : words`${kind} has no setting ${shorten(name)}; its settings are ${all}`;
}

interface Marks {
  readonly between: string;
  readonly before: string;
  readonly equals: string;
}

function spelt(recipe: readonly StageSpec[], { between, before, equals }: Marks): string {
  return recipe
    .map((stage) => {
      const values = valuesOf(stage);
      const settings = [...settingsOf(stage.kind)].flatMap(([name, field]) => {
        const value = values[name];
        const isOwn = Object.hasOwn(stageOf(stage.kind).fields, name);
        if (value === undefined || (isOwn && value === field.default)) return [];
        return [`${before}${name}${equals}${(field.format as (value: unknown) => string)(value)}`];
      });
      return [stage.kind, ...settings].join('');
    })
    .join(between);
}

/** As a person types it; settings at their defaults are left out. */
export const recipeText = (recipe: readonly StageSpec[]) =>
  spelt(recipe, { between: '; ', before: ' ', equals: '=' });

/** As a link says it. */
export const recipeLink = (recipe: readonly StageSpec[]) =>
  spelt(recipe, { between: ',', before: '~', equals: ':' });
