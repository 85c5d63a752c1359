import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { ROOT } from '../support/places';

/** What a process that texts is told. */
export interface Orders {
  readonly folder: string;
  /** Where Twilio is. */
  readonly api: string;
  readonly round: number;
  /** How far its clock is ahead, ms. */
  readonly aheadMs: number;
  /** So long it waits for an answer of Twilio, ms. */
  readonly timeoutMs: number;
  /** Words whose steps come again. */
  readonly again: readonly string[];
  /** Whether it goes on with new texts until it is killed. */
  readonly more: boolean;
}

/** Bundled once: starting TypeScript anew takes longer than the whole life of the process. */
export async function buildTexter(into: string): Promise<string> {
  const outfile = join(into, 'texter.cjs');
  await build({
    entryPoints: [join(ROOT, 'test', 'crash', 'texter.ts')],
    bundle: true,
    platform: 'node',
    external: ['twilio', 'twilio/*'],
    // Only `require` looks where NODE_PATH leads.
    supported: { 'dynamic-import': false },
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** One life of a process that texts. */
export class Texter {
  /** Everything that any of them began, or ended. */
  static readonly begun = new Set<string>();
  static readonly done = new Set<string>();
  readonly opened: Promise<number | undefined>;
  readonly exited: Promise<unknown>;
  complaints = '';
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #watch: () => void = () => undefined;

  constructor(script: string, orders: Orders) {
    const file = join(orders.folder, '..', 'orders.json');
    writeFileSync(file, JSON.stringify(orders));
    this.#child = spawn(process.execPath, [script, file], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
    });
    this.exited = once(this.#child, 'exit');
    this.#child.stderr.on('data', (chunk) => (this.complaints += String(chunk)));
    const lines = createInterface({ input: this.#child.stdout });
    this.opened = new Promise((resolve) => {
      lines.on('line', (line) => {
        const [what, about = ''] = line.split(' ');
        if (what === 'open') resolve(Number(about));
        if (what === 'begin') Texter.begun.add(about);
        if (what === 'done') Texter.done.add(about);
        this.#watch();
      });
      lines.on('close', () => resolve(undefined));
    });
  }

  /** What began and has not ended. */
  static get unfinished(): string[] {
    return [...Texter.begun].filter((words) => !Texter.done.has(words));
  }

  /** Resolves when all that began has ended. */
  finished(): Promise<void> {
    return new Promise((resolve) => {
      this.#watch = () => {
        if (Texter.unfinished.length === 0) resolve();
      };
      this.#watch();
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
