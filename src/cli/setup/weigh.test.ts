import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { budget, chunksFile, firstFiles, judge, weighPage } from './weigh.mjs';

const html = `<!doctype html>
<link rel="icon" href="./favicon.svg" type="image/svg+xml" />
<link rel="preload" href="./assets/plex.woff2" as="font" type="font/woff2" crossorigin>
<script type="module" crossorigin src="./assets/index.js"></script>
<link rel="modulepreload" crossorigin href="./assets/react.js">
<link rel="stylesheet" crossorigin href="./assets/index.css">
<link rel="canonical" href="https://example.org/" />`;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Text that gzip cannot shorten by much: about 3/4 of its length. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(48 + (state % 64));
  }).join('');
}

function built(script: string, packages: Record<string, number>): string {
  const folder = mkdtempSync(join(tmpdir(), 'distillation-lab-weigh-'));
  folders.push(folder);
  for (const name of ['assets', '.vite']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'assets/plex.woff2'), noise(1000));
  writeFileSync(join(folder, 'assets/index.js'), script);
  writeFileSync(join(folder, 'assets/react.js'), 'react()');
  writeFileSync(join(folder, 'assets/index.css'), 'p{}');
  writeFileSync(join(folder, chunksFile), JSON.stringify({ 'assets/index.js': packages }));
  return folder;
}

it('the first paint needs scripts, what they import, styles and preloaded fonts', () => {
  expect(firstFiles(html)).toEqual([
    { file: 'assets/plex.woff2', kind: 'font' },
    { file: 'assets/index.js', kind: 'script' },
    { file: 'assets/react.js', kind: 'script' },
    { file: 'assets/index.css', kind: 'style' },
  ]);
});

describe('a page', () => {
  it('within its budget is told its weights, and nothing else', () => {
    const { lines, complaints } = judge(weighPage(built('lab()', { src: 5 })));
    expect(complaints).toEqual([]);
    expect(lines.join('\n')).toMatch(/Initial JavaScript: 0\.1 kB of 250\.0 kB in 2 files, gzipped/);
    expect(lines.join('\n')).toMatch(/Preloaded fonts: 1\.0 kB of/);
  });

  it('beyond it is told by how much, and what is largest', () => {
    const { complaints } = judge(weighPage(built(noise(400_000), { 'react-dom': 300_000, src: 9000 })));
    expect(complaints[0]).toMatch(/^Initial JavaScript weighs 3\d\d\.\d kB, \d+\.\d kB too much/);
    expect(complaints[1]).toMatch(
      /assets\/index\.js 3\d\d\.\d kB \(react-dom 300\.0 kB before minifying, src/,
    );
    expect(budget.script).toBeLessThanOrEqual(250_000);
  });

  it('is weighed for the reader whose language weighs most', () => {
    const folder = built('lab()', { src: 5, 'src/ui/text/en': 9 });
    const languages = { 'catalogue-A1.js': 'es', 'catalogue-B2.js': 'zh', 'late-C3.js': undefined };
    const chunks = { 'assets/index.js': { src: 5, 'src/ui/text/en': 9 } };
    Object.entries(languages).forEach(([name, tag], i) => {
      writeFileSync(join(folder, 'assets', name), noise(1000 * (i + 1)));
      Object.assign(chunks, { [`assets/${name}`]: { [tag ? `src/ui/text/${tag}` : 'src/ui/why']: 9 } });
    });
    writeFileSync(join(folder, chunksFile), JSON.stringify(chunks));
    const files = weighPage(folder).map(({ file }) => file);
    expect(files).toContain('assets/catalogue-B2.js');
    expect(files).not.toContain('assets/catalogue-A1.js');
    expect(files).not.toContain('assets/late-C3.js');
    expect(files.filter((file) => file === 'assets/index.js')).toHaveLength(1);
  });

  it.each(['@tensorflow/tfjs-core', 'recharts', 'd3-shape'])('may not begin with %s', (name) => {
    const { complaints } = judge(weighPage(built('lab()', { [name]: 10 })));
    expect(complaints).toEqual([`assets/index.js holds ${name}, which has to wait until the page is drawn.`]);
  });
});
