/**
 * A WGSL function `rectify`: max(value, 0), but of what is no number, no number. `max` may make 0 of it, and a run that
 * diverged would go on as if nothing had happened.
 *
 * @param type f32 or a vector of it.
 */
export function rectifyFunction(type: string): string {
  return `fn rectify(value: ${type}) -> ${type} { return select(value, ${type}(), value < ${type}()); }`;
}
