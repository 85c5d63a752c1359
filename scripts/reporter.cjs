/**
 * mocha's `spec` reporter, which also writes how many tests passed, failed and were skipped to a file as JSON, so that
 * scripts/test.mjs can add them up. Use: --reporter scripts/reporter.cjs --reporter-option counts=<file>
 */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

/** A run that lives on so long after its last test has left something open. */
const LEFT_OPEN_MS = 5_000;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      writeFileSync(options.reporterOption.counts, JSON.stringify({ passed, failed, skipped }));
      setTimeout(sayWhatIsOpen, LEFT_OPEN_MS).unref();
    });
  }
};

function sayWhatIsOpen() {
  console.error(`Still open after the last test: ${process.getActiveResourcesInfo().join(', ')}`);
}
