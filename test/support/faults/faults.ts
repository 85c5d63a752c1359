import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { removeFolder, temporaryFolder } from '../temporary';
import { PLAN_VARIABLE, type FaultPlan } from './plan';

/**
 * Faults of disk and clock in a process that a test starts. They come from a module that is required before everything
 * else, so that they need no special file system and no rights. The plan can change while the process runs.
 */
export class Faults {
  readonly #folder = temporaryFolder('lead-nurture-faults-');
  readonly #module = join(this.#folder, 'preload.cjs');
  readonly #plan = join(this.#folder, 'plan.json');

  constructor() {
    buildSync({
      entryPoints: [join(__dirname, 'preload.ts')],
      bundle: true,
      platform: 'node',
      outfile: this.#module,
      logLevel: 'error',
    });
    this.set({});
  }

  /** For the process: its environment, over that of the test. */
  get env(): Readonly<Record<string, string>> {
    return {
      NODE_OPTIONS: `--require ${JSON.stringify(this.#module)}`,
      [PLAN_VARIABLE]: this.#plan,
    };
  }

  /** From now on this is wrong, and nothing else. */
  set(plan: FaultPlan): void {
    const next = `${this.#plan}.next`;
    writeFileSync(next, JSON.stringify(plan));
    renameSync(next, this.#plan);
  }

  /** How often the plan has made a call fail so far, by `on` and `path`, one line each. */
  met(): string[] {
    try {
      return readFileSync(`${this.#plan}.met`, 'utf8').split('\n').slice(0, -1);
    } catch {
      return [];
    }
  }

  remove(): void {
    removeFolder(this.#folder);
  }
}
