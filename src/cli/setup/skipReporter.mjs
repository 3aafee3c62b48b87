/**
 * A vitest reporter that names every test that was skipped, so that none is missed by silence.
 */
export default class SkipReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId}: ${test.fullName}`),
    );
    if (skipped.length === 0) return;
    process.stdout.write(`\n${skipped.length} skipped:\n${skipped.map((name) => `  ${name}\n`).join('')}`);
  }
}
