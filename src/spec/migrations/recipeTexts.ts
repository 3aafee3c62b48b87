/**
 * Recipes as links of versions 1 and 2 say them, and as rows of kept networks and indices of their files told them, in the words
 * of version 3: a pruning that said nothing of its scope ranked the channels of each group by themselves.
 *
 * Frozen: nothing here changes any more.
 */

/**
 * What says all of its scopes means the same in all versions, as every text that is kept today. Of what is no recipe nothing
 * is known: it is no recipe afterwards either.
 */
export function migratedRecipe(text: string): string {
  const words = text
    .replaceAll(/\s*[=:]\s*/g, '=')
    .split(/[\s,;~]+/)
    .filter((word) => word !== '');
  if (!words.includes('prune')) return text;
  const stages: string[][] = [];
  for (const word of words) {
    const last = stages.at(-1);
    if (last && word.includes('=')) last.push(word);
    else stages.push([word]);
  }
  return stages.map((stage) => withScope(stage).join(' ')).join('; ');
}

function withScope(stage: readonly string[]): readonly string[] {
  if (stage[0] !== 'prune' || stage.some((word) => word.startsWith('scope='))) return stage;
  // Where texts of version 2 have it.
  const before = stage.findLastIndex((word) => /^(prune$|keep=|target=|by=)/.test(word));
  return stage.toSpliced(before + 1, 0, 'scope=uniform');
}
