import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBehind, keptOffline } from './keptOffline.mjs';

describe('filesBehind', () => {
  it('follows names through markup, imports, style sheets and workers, and finds nothing of another page’s', () => {
    const texts: Record<string, string> = {
      'index.html': '<script type="module" src="./assets/index-A1.js"></script>',
      'assets/index-A1.js': 'import("./late-B2.js"); new Worker(new URL("worker-C3.js", import.meta.url))',
      'assets/late-B2.js': 'preload(["assets/late-D4.css"]); import "./index-A1.js"',
      'assets/late-D4.css': '@font-face { src: url(./plex-E5.woff2) }',
      'assets/worker-C3.js': 'const wasm = "/assets/simd-F6.wasm"',
      'assets/bench-G7.js': 'import "./late-B2.js"; import "./peer-H8.js"',
    };
    const assets = ['plex-E5.woff2', 'simd-F6.wasm', 'peer-H8.js'].map((name) => `assets/${name}`);
    const textOf = (file: string) => {
      const text = texts[file];
      if (text === undefined) throw new Error(`${file} has no names to read`);
      return text;
    };
    expect([...filesBehind('index.html', [...Object.keys(texts), ...assets], textOf)].sort()).toEqual([
      'assets/index-A1.js',
      'assets/late-B2.js',
      'assets/late-D4.css',
      'assets/plex-E5.woff2',
      'assets/simd-F6.wasm',
      'assets/worker-C3.js',
      'index.html',
    ]);
  });
});

describe('the list of what is kept', () => {
  const root = mkdtempSync(join(tmpdir(), 'distillation-lab-kept-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('has a binary that the page loads, and not ONNX Runtime’s', async () => {
    mkdirSync(join(root, 'src/offline'), { recursive: true });
    writeFileSync(join(root, 'src/offline/serviceWorker.ts'), 'console.log(self.__WB_MANIFEST)');
    writeFileSync(join(root, 'index.html'), '<script type="module" src="./a.js"></script>');
    const names = ['simd', 'ort-wasm-simd-threaded'];
    for (const name of names) writeFileSync(join(root, `${name}.wasm`), name);
    const imports = names.map((name, i) => `import url${i} from './${name}.wasm?url';`);
    writeFileSync(join(root, 'a.js'), `${imports.join('')} console.log(url0, url1)`);
    const plugins = [keptOffline()];
    await build({ root, configFile: false, logLevel: 'silent', build: { assetsInlineLimit: 0 }, plugins });
    const worker = readFileSync(join(root, 'dist/serviceWorker.js'), 'utf8');
    expect(worker).toMatch(/assets\/simd-[^"`]*\.wasm/);
    expect(worker).not.toContain('ort-');
  });
});

describe('a build that fails', () => {
  const root = mkdtempSync(join(tmpdir(), 'distillation-lab-build-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(['transform', 'renderChunk', 'generateBundle'])('says why: in %s', async (hook) => {
    writeFileSync(join(root, 'index.html'), '<script type="module" src="./a.js"></script>');
    writeFileSync(join(root, 'a.js'), 'console.log(1)');
    const breaks = {
      name: 'breaks',
      [hook]() {
        throw new Error('Out of ink.');
      },
    };
    const failing = build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [keptOffline(), breaks],
    });
    await expect(failing).rejects.toThrow('Out of ink.');
  });
});
