/**
 * Sentences that come with data are translated by their English template, which no type ties to the catalogues. So the
 * sources are parsed for every template that they have, and each catalogue is held against the list.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { languageNames } from '../../lang/languages.ts';
import { isName } from './isName.ts';
import { laterSentences, loaders } from './language.ts';

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const nodesIn = (value: unknown): readonly Node[] => (Array.isArray(value) ? value : [value]).filter(isNode);
const nameOf = (node: unknown) =>
  isNode(node) && node.type === 'Identifier' ? String(node.name) : undefined;

/** Calls whose arguments are sentences: which of them, and which properties of an object among them. */
const calls: Readonly<Record<string, readonly number[]>> = {
  problem: [1, 2],
  said: [0],
  requireMeasured: [1, 2],
};
const fieldCalls = [
  'numberField',
  'numbersField',
  'choiceField',
  'nameField',
  'listField',
  'declareStage',
  'declare',
  'declareQuantity',
  'mimicry',
];
const fieldWords = ['label', 'help', 'allowed', 'unit'];
/** Properties that hold sentences wherever they stand. */
const properties = ['what', 'fix', 'reason', 'allowed', 'used', 'wantsTrained', 'nothingAfter'];
/** What is never shown in another language: the command line, the bench, what tests add, stand-ins for the worker, and what speaks to who writes lessons. */
const english =
  /(Cases\.ts|ForTests\.ts|\.test\.tsx?|\.d\.ts)$|^(cli|bench|ui|additions)\/|^state\/lab\/(fakeClient|sampleReports)\.ts$|^spec\/lessons\/lesson\w*\.ts$/;

/** Before a template whose values were put in before any catalogue could be asked. */
const untagged = 'untagged: ';

/** Fixed text in a place of a sentence, with both branches of a choice. */
function fixedIn(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') {
    const template = templateOf(node);
    return [nodesIn(node.expressions).length > 0 ? `${untagged}${template}` : template];
  }
  if (node.type === 'ConditionalExpression') return [...fixedIn(node.consequent), ...fixedIn(node.alternate)];
  if (node.type === 'LogicalExpression') return [...fixedIn(node.left), ...fixedIn(node.right)];
  return [];
}

function templateOf(literal: Node): string {
  const parts = nodesIn(literal.quasis).map((quasi) => (quasi.value as { readonly cooked: string }).cooked);
  return parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
}

function propertiesOf(node: unknown, names: readonly string[]): readonly string[] {
  if (!isNode(node) || node.type !== 'ObjectExpression') return [];
  return nodesIn(node.properties).flatMap((property) =>
    names.includes(nameOf(property.key) ?? '') ? fixedIn(property.value) : [],
  );
}

function templatesIn(node: Node): readonly string[] {
  const own: string[] = [];
  if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === 'words' && isNode(node.quasi)) {
    own.push(templateOf(node.quasi));
  }
  if (node.type === 'CallExpression') {
    const called = nameOf(node.callee) ?? '';
    const given = nodesIn(node.arguments);
    for (const place of calls[called] ?? []) own.push(...fixedIn(given[place]));
    if (fieldCalls.includes(called)) own.push(...propertiesOf(given[0], fieldWords));
  }
  own.push(...propertiesOf(node, properties));
  return [...own, ...Object.values(node).flatMap((part) => nodesIn(part).flatMap(templatesIn))];
}

/** With a letter in it: what is only places and punctuation may be left as it is. */
const hasWords = (template: string) => /\p{L}/u.test(template.replaceAll(/\{\d+\}/g, ''));

function templatesOfSources(): ReadonlySet<string> {
  const folder = join(import.meta.dirname, '../..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !english.test(path));
  return new Set(
    files.flatMap((path) => {
      const { program } = parseSync(path, readFileSync(join(folder, path), 'utf8'));
      return nodesIn(program.body).flatMap(templatesIn).filter(hasWords);
    }),
  );
}

it('in which values stand are tagged with `words`', () => {
  expect([...templatesOfSources()].filter((template) => template.startsWith(untagged))).toEqual([]);
});

const placesOf = (template: string) => [...new Set(template.match(/\{\d+\}/g))].sort();

const templates = templatesOfSources();
const catalogues = await Promise.all(
  languageNames
    .filter((name) => name !== 'en')
    .map(async (name) => ({
      name,
      catalogue: { ...(await loaders[name]()).sentences, ...(await laterSentences[name]()) },
    })),
);

describe.each(catalogues)('sentences that come with data, in $name', ({ catalogue }) => {
  it('are all there', () => {
    expect(templates.size).toBeGreaterThan(100);
    expect(
      [...templates].filter((template) => !Object.hasOwn(catalogue, template) && !isName(template)),
    ).toEqual([]);
  });

  it('are none that no source has', () => {
    expect(
      Object.keys(catalogue).filter((template) => hasWords(template) && !templates.has(template)),
    ).toEqual([]);
  });

  it('have the places of the English', () => {
    for (const [template, translated] of Object.entries(catalogue)) {
      expect(placesOf(translated), template).toEqual(placesOf(template));
    }
  });
});
