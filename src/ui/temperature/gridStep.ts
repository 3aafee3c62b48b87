/** The image that a key moves to from `chosen` among `count` in rows of `columns`; undefined for other keys. */
export function gridStep(
  key: string,
  chosen: number,
  count: number,
  columns: number,
  page: number,
): number | undefined {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
    Home: -count,
    End: count,
  };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, chosen + step));
}
