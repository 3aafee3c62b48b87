/**
 * One file for what the lab's first paint needs. Left to itself the bundler makes a file of each set of modules that two
 * entries share, two dozen of them, and each costs the first paint a request and a task of its own.
 */

/**
 * Everything that a module imports at once, and what that imports, itself among them.
 *
 * @param {string} entry
 * @param {(id: string) => readonly string[]} importsOf
 * @returns {ReadonlySet<string>}
 */
export function reachedFrom(entry, importsOf) {
  const found = new Set([entry]);
  for (const id of found) for (const next of importsOf(id)) found.add(next);
  return found;
}

/**
 * The group of the bundler's code splitting that does it. What the bench's page needs as well has a file of its own, so
 * that the bench does not load the lab.
 *
 * @param {{ lab: string, bench: string }} pages paths of `index.html` and `bench.html`
 * @returns {import('vite').Rolldown.CodeSplittingGroup}
 */
export function firstChunk({ lab, bench }) {
  /** @type {{ lab: ReadonlySet<string>, bench: ReadonlySet<string> } | undefined} */
  let reached;
  return {
    debugName: 'first paint',
    tags: ['$initial'],
    name(id, context) {
      const importsOf = (/** @type {string} */ from) => context.getModuleInfo(from)?.importedIds ?? [];
      reached ??= { lab: reachedFrom(lab, importsOf), bench: reachedFrom(bench, importsOf) };
      // What a page starts with is that page's own: a file that others load must not start it.
      if (id === lab || !reached.lab.has(id) || importsOf(lab).includes(id)) return null;
      // The bundler's own helpers are named without a path.
      return reached.bench.has(id) || id.startsWith('\0') ? 'common' : 'lab';
    },
  };
}
