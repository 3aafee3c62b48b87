/**
 * Imports go one way: ui → state → worker/client ⇢ worker → engine, data; everyone → analysis → protocol → spec → base → lang. This test reads the
 * imports of every file (of types too) and names each that goes another way, every cycle and every barrel.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

interface Import {
  readonly from: string;
  readonly isType: boolean;
}

/** Rooms that page, worker and command line have in common, from the ground up. */
const common = ['lang', 'base', 'spec', 'protocol', 'analysis'];

/** What each room may import beside itself. Longer prefixes are rooms of their own. */
const roomsAllowed: Readonly<Record<string, readonly string[]>> = {
  lang: [],
  base: ['lang'],
  // The experiment as data.
  spec: ['lang', 'base'],
  protocol: ['lang', 'base', 'spec'],
  // Pure functions of numbers and records.
  analysis: ['lang', 'base', 'spec', 'protocol'],
  engine: [...common],
  data: [...common],
  'worker/client.ts': [...common],
  worker: [...common, 'engine', 'data'],
  state: [...common, 'worker/client.ts'],
  ui: [...common, 'state'],
  'cli/headless.ts': [...common, 'cli', 'worker/client.ts'],
  cli: [...common],
  bench: [...common, 'engine', 'data', 'worker', 'cli'],
  offline: [],
  'main.tsx': [...common, 'state', 'ui', 'worker/client.ts', 'cli/headless.ts'],
};

/** Floors of a room, from the ground up: what stands on one may import what stands below it, and never what is above. */
const floors: Readonly<Record<string, readonly string[]>> = {
  engine: [
    ...['ops', 'layers', 'families', 'ensembles', 'objectives', 'weights'],
    ...['graph', 'external', 'runtime', 'training', 'transfer', 'compression'],
  ],
  data: ['augment', 'sources', 'store'],
  state: ['runs', 'lab', 'page'],
  worker: ['resources', 'students', 'stages', 'questions'],
};

/** How far up in its room a file stands; undefined where the room has no floors. */
function floorOf(
  path: string,
): { readonly room: string; readonly name: string; readonly height: number } | undefined {
  const [room = '', name = ''] = path.split('/');
  const height = floors[room]?.indexOf(name) ?? -1;
  return height < 0 ? undefined : { room, name, height };
}

/** Packages with a home: everyone else leaves them alone. */
const packageHomes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@tensorflow\//, ['engine', 'worker', 'bench']],
  [/^onnxruntime-/, ['engine']],
  [/^(react|react-dom|recharts|radix-ui)(\/|$)/, ['ui', 'state', 'main.tsx']],
  [/^d3-hierarchy$/, ['ui']],
  [/^zustand(\/|$)/, ['state']],
  [/^(fflate|file-selector)(\/|$)/, ['data', 'ui', 'state', 'cli']],
  [/^playwright(\/|$)/, ['cli', 'bench']],
  // Every database is opened in one place, which gives way to later releases.
  [/^idb(\/|$)/, ['base']],
  [/^node:/, ['cli', 'bench']],
];

function roomOf(path: string): string {
  const rooms = Object.keys(roomsAllowed).filter((room) => path === room || path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? path;
}

function importsOf(path: string, source: string): readonly Import[] {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const stated = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ from: moduleRequest.value, isType }] : [],
    ),
  );
  const late = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = source.slice(moduleRequest.start, moduleRequest.end).match(/^(['"`])([^$]*)\1$/);
    return literal?.[2] ? [{ from: literal[2], isType: false }] : [];
  });
  return [...stated, ...passedOn, ...late];
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** Files that only tests import, or other such files: what serves tests may reach where tests may. */
function testSupport(graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const [path, targets] of graph) {
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), path]);
  }
  const support = new Set<string>();
  for (let known = -1; known < support.size; ) {
    known = support.size;
    for (const [path, paths] of importers) {
      if (paths.every((importer) => isTest(importer) || support.has(importer))) support.add(path);
    }
  }
  return support;
}

/** The path, from `src/`, of a file that another imports; without a bundler's `?url`. */
const locate = (importer: string, from: string) =>
  posix.normalize(posix.join(posix.dirname(importer), from.replace(/\?.*$/, '')));

/** Whether a file only hands on what others declare: nothing in it but imports and `export … from`. */
function isBarrel(path: string, source: string): boolean {
  const { program } = parseSync(path, source);
  return (
    program.body.length > 0 &&
    program.body.some((statement) => statement.type !== 'ImportDeclaration') &&
    program.body.every(
      (statement) =>
        statement.type === 'ImportDeclaration' ||
        statement.type === 'ExportAllDeclaration' ||
        (statement.type === 'ExportNamedDeclaration' && !statement.declaration),
    )
  );
}

/** Depth-first search over imports of values; each cycle is named once, from where it is first met. */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push(`cycle: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return cycles;
}

/** @param files source text by path from `src/`, with forward slashes */
function violationsOf(files: ReadonlyMap<string, string>): readonly string[] {
  const violations: string[] = [];
  const imports = new Map([...files].map(([path, source]) => [path, importsOf(path, source)]));
  const graph = new Map(
    [...imports].map(([path, found]) => [
      path,
      found
        .filter(({ from, isType }) => !isType && /^\..*\.tsx?$/.test(from))
        .map(({ from }) => locate(path, from)),
    ]),
  );
  const support = testSupport(graph);
  for (const [path, source] of files) {
    const room = roomOf(path);
    // A test may bring real neighbours together; what ships may not.
    const mayReach = isTest(path) || support.has(path);
    for (const { from } of imports.get(path) ?? []) {
      if (!from.startsWith('.')) {
        const homes = packageHomes.find(([pattern]) => pattern.test(from))?.[1];
        if (homes && !mayReach && !homes.includes(room.split('/')[0] ?? room)) {
          violations.push(`${path} imports ${from}, which belongs to ${homes.join(', ')}`);
        }
        continue;
      }
      const target = locate(path, from);
      const targetRoom = roomOf(target);
      const allowed =
        targetRoom === room ||
        targetRoom.split('/')[0] === room ||
        roomsAllowed[room]?.includes(targetRoom) ||
        roomsAllowed[room]?.includes(targetRoom.split('/')[0] ?? '');
      if (!allowed && !mayReach) {
        violations.push(`${path} imports ${target}: ${room} may not import ${targetRoom}`);
      }
      const [lower, upper] = [floorOf(path), floorOf(target)];
      if (lower && upper && lower.room === upper.room && lower.height < upper.height && !mayReach) {
        violations.push(`${path} imports ${target}: ${lower.name} stands below ${upper.name}`);
      }
    }
    if (/(^|\/)index\.tsx?$/.test(path) || isBarrel(path, source)) violations.push(`${path} is a barrel`);
  }
  return [...violations, ...cyclesOf(graph)];
}

/** About as many as are seen at one glance. */
const mostFiles = 25;
const mostLines = 400;
const isDictionary = (path: string) => /^ui\/text\/\w+\/(sentences|later\/\w+)\.ts$/.test(path);

function everyFile(): readonly string[] {
  return readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(import.meta.dirname, posix.join(entry.parentPath, entry.name)));
}

function sourceFiles(): ReadonlyMap<string, string> {
  const folder = import.meta.dirname;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && path !== 'architecture.test.ts');
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

describe('rooms', () => {
  it(`have folders of at most ${mostFiles} files`, () => {
    const folders = new Map<string, number>();
    for (const path of everyFile()) {
      if (/\.test\.tsx?$/.test(path)) continue;
      const folder = posix.dirname(path);
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
    expect(folders.size).toBeGreaterThan(10);
    expect([...folders].filter(([, count]) => count > mostFiles)).toEqual([]);
  });

  it(`have files of at most ${mostLines} lines`, () => {
    // A dictionary is a list, and a corpus is data.
    const sources = everyFile().filter((path) => /\.(tsx?|mjs|css)$/.test(path) && !isDictionary(path));
    expect(sources.length).toBeGreaterThan(10);
    const lines = (path: string) =>
      readFileSync(join(import.meta.dirname, path), 'utf8').split('\n').length - 1;
    const long = sources.map((path) => [path, lines(path)] as const).filter(([, count]) => count > mostLines);
    expect(long.filter(([path]) => !isTest(path))).toEqual([]);
  });
});

describe('imports', () => {
  it('go one way, without cycles or barrels', () => {
    const files = sourceFiles();
    expect(files.size).toBeGreaterThan(10);
    expect(violationsOf(files)).toEqual([]);
  });

  it.each([
    ['engine/a.ts', "import type { Lab } from '../state/labState.ts';", 'engine may not import state'],
    ['engine/a.ts', "export { x } from '../data/store.ts'; const y = 1;", 'engine may not import data'],
    ['ui/a.tsx', "const late = () => import('../engine/device/a.ts');", 'ui may not import engine'],
    ['state/a.ts', "import '../worker/session.ts';", 'state may not import worker'],
    ['analysis/a.ts', "import '../engine/a.ts';", 'analysis may not import engine'],
    ['protocol/a.ts', "import '../analysis/a.ts';", 'protocol may not import analysis'],
    ['spec/a.ts', "import '../engine/a.ts';", 'spec may not import engine'],
    ['spec/a.ts', "import '../protocol/records.ts';", 'spec may not import protocol'],
    ['cli/a.ts', "import '../worker/client.ts';", 'cli may not import worker/client.ts'],
    ['ui/a.tsx', "import * as tf from '@tensorflow/tfjs-core';", 'belongs to engine'],
    ['engine/a.ts', "import { useState } from 'react';", 'belongs to ui'],
    ['data/a.ts', "import 'node:fs';", 'belongs to cli'],
    ['state/a.ts', "import { openDB } from 'idb';", 'belongs to base'],
    [
      'engine/layers/a.ts',
      "import type { Model } from '../families/model.ts';",
      'layers stands below families',
    ],
    ['engine/training/a.ts', "import '../transfer/features.ts';", 'training stands below transfer'],
    ['engine/losses/index.ts', 'export const a = 1;', 'is a barrel'],
    ['engine/losses.ts', "export * from './kl.ts';", 'is a barrel'],
  ])('of %s reading %s are refused', (path, source, complaint) => {
    expect(violationsOf(new Map([[path, source]])).join('\n')).toContain(complaint);
  });

  it.each([
    ['state/a.ts', "import { createClient } from '../worker/client.ts';"],
    ['worker/session.ts', "import '../engine/a.ts'; import '../data/b.ts'; import './client.ts';"],
    ['ui/a.tsx', "import '../state/lab.ts'; import '../spec/experiment.ts'; import './b.module.css';"],
    ['spec/kl.ts', "import type { Sentence } from '../lang/sentence.ts';"],
    ['engine/a.ts', "import '../spec/a.ts'; import '../lang/sentence.ts';"],
    ['engine/a.test.ts', "import '../data/store.ts'; import 'node:fs';"],
  ])('of %s reading %s are allowed', (path, source) => {
    expect(violationsOf(new Map([[path, source]]))).toEqual([]);
  });

  it.each(Object.entries(floors))(
    'inside %s lead down its floors, of which each folder is one',
    (room, names) => {
      const folders = new Set(
        [...sourceFiles().keys()].flatMap((path) => {
          const [within, folder, file] = path.split('/');
          return within === room && file !== undefined && folder !== undefined ? [folder] : [];
        }),
      );
      expect([...folders].sort()).toEqual([...names].sort());
    },
  );

  it('in a ring are named as a cycle, of types they are not', () => {
    const ring = new Map([
      ['engine/a.ts', "import './b.ts';"],
      ['engine/b.ts', "import './c.ts';"],
      ['engine/c.ts', "import './a.ts';"],
    ]);
    expect(violationsOf(ring)).toEqual(['cycle: engine/a.ts → engine/b.ts → engine/c.ts → engine/a.ts']);
    ring.set('engine/c.ts', "import type { A } from './a.ts';");
    expect(violationsOf(ring)).toEqual([]);
  });
});
