import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Answer, Order } from './hold-worker';

/** Bundles the worker into a folder: starting TypeScript anew takes longer than a trial. */
export async function bundledWorker(folder: string): Promise<string> {
  const outfile = join(folder, 'worker.cjs');
  await build({
    entryPoints: [join(__dirname, 'hold-worker.ts')],
    bundle: true,
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** A process that uses stores as it is told. */
export class Worker {
  readonly answers: Answer[] = [];
  readonly #waiting: (() => void)[] = [];
  #read = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (answer: Answer) => {
      this.answers.push(answer);
      for (const look of this.#waiting.splice(0)) look();
    });
  }

  static async start(bundle: string, env: Readonly<Record<string, string>> = {}): Promise<Worker> {
    const worker = new Worker(fork(bundle, { env: { ...process.env, ...env }, execArgv: [] }));
    await worker.answer();
    return worker;
  }

  tell(order: Order): void {
    this.child.send(order);
  }

  /** The next answer that nobody has asked for yet. */
  async answer(): Promise<Answer> {
    for (;;) {
      const next = this.answers[this.#read];
      if (next) {
        this.#read++;
        return next;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  ask(order: Order): Promise<Answer> {
    this.tell(order);
    return this.answer();
  }

  /** Numbers of the leads that were acknowledged. */
  get created(): number[] {
    return this.answers.flatMap((answer) => (answer.is === 'created' ? [answer.number] : []));
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
