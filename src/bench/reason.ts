/** Why something failed, in words; libraries throw errors without a message, too. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
