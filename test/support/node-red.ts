import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runtimeOf, type NodeRedVersion } from '../../scripts/versions.mjs';
import { removeFolder, temporaryFolder } from './temporary';
import { fillUserDir, type FlowNode } from './user-dir';

export type { FlowNode, NodeRedVersion };

export interface NodeRedOptions {
  readonly flows?: readonly FlowNode[];
  /** `'4.1'` runs on this Node.js, `'5'` on Node.js 24 where this one is too old for it. Default: 4.1. */
  readonly nodeRed?: NodeRedVersion;
  /** Default: a temporary one, removed by `stop`. A given one is kept, with the flows that are in it. */
  readonly userDir?: string;
  /** Over the settings of the harness; what JSON can hold. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** false: without our package. */
  readonly linked?: boolean;
}

export type DeployType = 'full' | 'nodes' | 'flows';

/** A Node-RED in a process of its own. */
export interface NodeRed {
  /** Without a slash at its end. */
  readonly url: string;
  readonly userDir: string;
  /** The answer of the admin API (or of any other path) as JSON, or as text if it is none. Throws unless it is 2xx. */
  admin(path: string, init?: RequestInit): Promise<unknown>;
  /** Deploys these flows and waits until they have started. */
  deploy(flows: readonly FlowNode[], type?: DeployType): Promise<void>;
  /** All that was printed since the first start. */
  output(): string;
  /** Resolves when `text` has been printed once more than it had when `since` was taken (default: ever). */
  printed(text: string, since?: number): Promise<void>;
  /** Resolves when the process has gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it as Ctrl-C would, and cleans up. Throws when it does not end by itself. */
  stop(): Promise<void>;
  /** Ends it if it runs, and starts it again with the same user directory. The address may change. */
  restart(): Promise<void>;
}

const STARTED = 'Started flows';
/** Node-RED then waits for somebody to install them. */
const NODES_MISSING = 'Waiting for missing types';
const LISTENING = /Server now running at (http:\/\/[^\s/]+)/g;
/** Node-RED gives nodes 15 s to close; a machine under load needs some of that to start. */
const PATIENCE_MS = 30_000;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a real Node-RED with the built package and waits until its flows have started. */
export async function startNodeRed(options: NodeRedOptions = {}): Promise<NodeRed> {
  const nodeRed = new NodeRedProcess(options);
  try {
    await nodeRed.start();
  } catch (error) {
    await nodeRed.stop();
    throw error;
  }
  return nodeRed;
}

class NodeRedProcess implements NodeRed {
  readonly userDir: string;
  url = '';
  #child: ChildProcess | undefined;
  #output = '';
  /** Where the output of the present process begins. */
  #startedAt = 0;
  readonly #watchers = new Set<() => void>();
  readonly #options: NodeRedOptions;

  constructor(options: NodeRedOptions) {
    this.#options = options;
    this.userDir = options.userDir ?? temporaryFolder();
    const { flows = [], settings = {}, linked = true } = options;
    fillUserDir(this.userDir, { flows, settings, linked });
  }

  async start(): Promise<void> {
    const { node, nodeRed } = runtimeOf(this.#options.nodeRed ?? '4.1');
    const program = join(nodeRed, 'red.js');
    if (!existsSync(program) || !existsSync(node)) {
      throw new Error('This version is not here yet: run `node scripts/versions.mjs` once.');
    }
    const before = this.#output.length;
    this.#startedAt = before;
    const child = spawn(node, [program, '--userDir', this.userDir], {
      env: { ...process.env, ...environment(node), ...this.#options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    running.add(child);
    child.stdout.on('data', (text: Buffer) => this.#heard(String(text)));
    child.stderr.on('data', (text: Buffer) => this.#heard(String(text)));
    child.once('close', () => {
      running.delete(child);
      if (this.#child === child) this.#child = undefined;
      this.#heard('');
    });
    await this.printed(STARTED, before);
    await this.#until(() => this.#address(before) !== undefined, 'its address');
    this.url = this.#address(before) ?? '';
  }

  async admin(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered ${response.status}: ${text}`);
    return jsonOr(text);
  }

  async deploy(flows: readonly FlowNode[], type: DeployType = 'full'): Promise<void> {
    const before = this.#output.length;
    await this.admin('/flows', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'Node-RED-Deployment-Type': type },
      body: JSON.stringify(flows),
    });
    await this.printed(type === 'full' ? STARTED : `Started modified ${type}`, before);
  }

  output(): string {
    return this.#output;
  }

  async printed(text: string, since = 0): Promise<void> {
    await this.#until(() => this.#output.includes(text, since), `"${text}"`);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'close');
    child.kill(signal);
    await gone;
  }

  async stop(): Promise<void> {
    try {
      await this.#end();
    } finally {
      if (this.#options.userDir === undefined) removeFolder(this.userDir);
    }
  }

  async restart(): Promise<void> {
    await this.#end();
    await this.start();
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, PATIENCE_MS);
    await this.kill('SIGTERM');
    clearTimeout(timer);
    if (late) throw new Error(`Node-RED did not end by itself.\n${this.#output}`);
  }

  #heard(text: string): void {
    this.#output += text;
    for (const look of [...this.#watchers]) look();
  }

  #address(since: number): string | undefined {
    return [...this.#output.slice(since).matchAll(LISTENING)].at(-1)?.[1];
  }

  /** Looks again whenever something is printed; fails when the process ends first or takes too long. */
  async #until(seen: () => boolean, what: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const finish = (problem?: string): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        if (problem === undefined) resolve();
        else reject(new Error(`${problem} before printing ${what}. It printed:\n${this.#output}`));
      };
      const look = (): void => {
        if (seen()) finish();
        else if (this.#output.includes(NODES_MISSING, this.#startedAt)) finish('Node-RED misses nodes');
        else if (!this.#child) finish('Node-RED ended');
      };
      const timer = setTimeout(() => finish(`Node-RED took over ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
      this.#watchers.add(look);
      look();
    });
  }
}

/** npm, which the palette manager calls, is to run on the same Node.js. */
function environment(node: string): Record<string, string> {
  const path = [dirname(node), process.env['PATH'] ?? ''].join(delimiter);
  return { PATH: path, NODE_OPTIONS: '', NODE_RED_HOME: '' };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
