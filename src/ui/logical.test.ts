/**
 * Style sheets say start and end, not left and right, so that the page can be written from right to left. Vertical
 * names (top, bottom, height) are the same in every language that the page may speak.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const physical =
  /^\s*((?:left|right|(?:margin|padding)-(?:left|right)|border-(?:left|right)(?:-\w+)*|border-(?:top|bottom)-(?:left|right)-radius)\s*:.*|(?:text-align|float|clear)\s*:\s*(?:left|right)\b.*)$/gm;

/** Places that are the same from both sides, or are those of a drawing, which is never mirrored. */
const allowed: Readonly<Record<string, string>> = {
  'share/share.module.css': 'the dialog is centred by its middle',
  'results/curves/curves.module.css': 'corners of a chart, whose epochs run from left to right',
};

/** Four values of a shorthand with unlike sides: padding: 0 1px 0 2px. */
const lopsided =
  /^[ \t]*(?:margin|padding|inset):[ \t]*([^;\s]+)[ \t]+([^;\s]+)[ \t]+([^;\s]+)[ \t]+([^;\s]+)[ \t]*;/gm;

function physicalIn(css: string): readonly string[] {
  const bare = css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/(?:calc|var|min|max)\((?:[^()]|\([^()]*\))*\)/g, (found) => found.replaceAll(/\s/g, ''));
  const named = [...bare.matchAll(physical)].map(([line]) => line.trim());
  const shorthand = [...bare.matchAll(lopsided)].flatMap(([line, , right, , left]) =>
    right === left ? [] : [line.trim()],
  );
  return [...named, ...shorthand];
}

describe('style sheets', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.css'));

  it.each(files.filter((path) => !(path in allowed)))('%s names no side', (path) => {
    expect(physicalIn(readFileSync(join(import.meta.dirname, path), 'utf8'))).toEqual([]);
  });

  it('are excused only where they need it', () => {
    for (const path of Object.keys(allowed)) {
      expect(physicalIn(readFileSync(join(import.meta.dirname, path), 'utf8')), path).not.toEqual([]);
    }
  });

  it.each([
    'left: 0;',
    'margin-right: 1px;',
    'border-left-color: red;',
    'text-align: right;',
    'float: left;',
    'border-top-left-radius: 2px;',
    'padding: 0 1px 0 2px;',
    'margin: 0 var(--space) 0 calc(1px + var(--space));',
  ])('such as %s are found out', (declaration) => {
    expect(physicalIn(`.a {\n  ${declaration}\n}`)).toHaveLength(1);
    expect(physicalIn('.a {\n  padding: 0 1px 0 1px;\n  inset-inline-start: 0;\n}')).toEqual([]);
  });
});
