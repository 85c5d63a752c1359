import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { once } from 'node:events';
import express from 'express';
import type { Node, NodeAPI, NodeMessage } from 'node-red';
import helper, { type NodeModule } from 'node-red-node-test-helper';
import type { Clock } from '../../src/clock';
import type { Randomness } from '../../src/randomness';
import { ROOT } from './places';
import { removeFolder, temporaryFolder } from './temporary';
import type { FlowNode } from './user-dir';

export type { FlowNode };

export interface InProcessOptions {
  readonly flows: readonly FlowNode[];
  /** The time and the chance of our runtime; default: the real ones. */
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Version of the time zone data; default: one that is new enough, whatever Node.js brings. */
  readonly zoneData?: string;
  /** Default: a temporary one, removed by `stop`. A given one is kept, as over a restart. */
  readonly userDir?: string;
  /** Other nodes than all of ours, from their sources. */
  readonly nodes?: readonly NodeModule[];
  /** By the ids of their nodes. */
  readonly credentials?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Node-RED's own nodes beside them, by their file in `@node-red/nodes/core`, such as `common/20-inject`. */
  readonly core?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A Node-RED runtime in this process: nodes from their sources, no editor. One at a time. */
export interface InProcess {
  /** Of the webhooks and the admin routes. Without a slash at its end. */
  readonly url: string;
  readonly userDir: string;
  readonly RED: NodeAPI;
  node(id: string): Node;
  /** Messages that the node of type `helper` (which the test helper brings) with this id has received. */
  received(id: string): readonly NodeMessage[];
  /** Resolves once that node has received `count` messages in all. */
  receives(id: string, count: number): Promise<readonly NodeMessage[]>;
  deploy(flows: readonly FlowNode[], type?: 'full' | 'nodes' | 'flows'): Promise<void>;
  /** Warnings and errors in the log, as one string each. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

const WARN = 30;
/** The test helper warns of itself; and what Node-RED would translate is undefined, as the helper loads no words. */
const HELPERS_OWN = /^\[helper\] Deprecated call/;

/** Starts these flows with node-red-node-test-helper, with `RED.httpNode` and the admin routes on a free port. */
export async function startInProcess(options: InProcessOptions): Promise<InProcess> {
  const userDir = options.userDir ?? temporaryFolder();
  const { clock, randomness, zoneData = '2026f' } = options;
  helper.settings({
    userDir,
    logging: { console: { level: 'off' } },
    // As behind a login of its own; an account that texts real people would warn.
    httpAdminMiddleware: [],
    // Our runtime takes its time and chance from here.
    leadNurture: { ...(clock && { clock }), ...(randomness && { randomness }), zoneData },
    ...options.settings,
  });
  let captured: NodeAPI | undefined;
  const capture: NodeModule = (RED) => {
    captured = RED;
  };
  const nodes = options.nodes ?? (await ourNodes());
  const core = (options.core ?? []).map(coreNode);
  await helper.load([capture, ...core, ...nodes], options.flows, options.credentials ?? {});
  if (!captured) throw new Error('The test helper did not load the nodes.');
  const RED = captured;
  const inboxes = new Inboxes();
  inboxes.listen(options.flows);
  const server = await serve(RED);

  return {
    url: addressOf(server),
    userDir,
    RED,
    node: (id) => known(id),
    received: (id) => inboxes.of(id),
    receives: (id, count) => inboxes.fill(id, count),
    async deploy(flows, type = 'full') {
      await helper.setFlows(flows, type, options.credentials ?? {});
      inboxes.listen(flows);
    },
    complaints,
    async stop() {
      await helper.unload();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (options.userDir === undefined) removeFolder(userDir);
    },
  };
}

/** The runtimes of all node sets; each folder's runtime has the name of the folder (as tsup.config.ts has it). */
async function ourNodes(): Promise<NodeModule[]> {
  const files = readdirSync(join(ROOT, 'nodes'))
    .map((name) => join(ROOT, 'nodes', name, `${name}.ts`))
    .filter((file) => existsSync(file));
  return Promise.all(files.map(async (file) => nodeModuleIn(await import(pathToFileURL(file).href))));
}

const requireHere = createRequire(import.meta.url);

function coreNode(file: string): NodeModule {
  return nodeModuleIn(requireHere(`@node-red/nodes/core/${file}.js`));
}

function nodeModuleIn(module: unknown): NodeModule {
  let candidate = module;
  // tsx hands a CommonJS module over with its exports below `default`.
  while (typeof candidate === 'object' && candidate !== null && 'default' in candidate)
    candidate = candidate.default;
  if (!isNodeModule(candidate)) throw new Error('A node set has to export its registration as default.');
  return candidate;
}

function isNodeModule(candidate: unknown): candidate is NodeModule {
  return typeof candidate === 'function';
}

function complaints(): string[] {
  return helper
    .log()
    .args.map(([entry]) => entry)
    .filter(({ level, msg }) => level <= WARN && msg !== undefined)
    .map(({ msg }) =>
      msg instanceof Error ? (msg.stack ?? msg.message) : typeof msg === 'string' ? msg : inspect(msg),
    )
    .filter((text) => !HELPERS_OWN.test(text));
}

function known(id: string): Node {
  const node = helper.getNode(id);
  if (!node) throw new Error(`There is no running node ${id}.`);
  return node;
}

async function serve(RED: NodeAPI): Promise<Server> {
  const app = express();
  // Real Node-RED has the editor's app first; the dispatcher's tests in a real process see to that order.
  app.use(RED.httpNode);
  app.use(helper._httpAdmin);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return `http://127.0.0.1:${address.port}`;
}

/** What `helper` nodes received, also over a deploy that makes them anew. */
class Inboxes {
  readonly #messages = new Map<string, NodeMessage[]>();
  readonly #listening = new WeakSet<Node>();
  readonly #watchers = new Set<() => void>();

  listen(flows: readonly FlowNode[]): void {
    for (const { id } of flows.filter(({ type }) => type === 'helper')) {
      const node = helper.getNode(id);
      if (!node || this.#listening.has(node)) continue;
      this.#listening.add(node);
      node.on('input', (message) => {
        this.of(id).push(message);
        for (const look of [...this.#watchers]) look();
      });
    }
  }

  of(id: string): NodeMessage[] {
    const messages = this.#messages.get(id) ?? [];
    this.#messages.set(id, messages);
    return messages;
  }

  async fill(id: string, count: number): Promise<readonly NodeMessage[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.of(id).length < count) return;
        this.#watchers.delete(look);
        resolve(this.of(id));
      };
      this.#watchers.add(look);
      look();
    });
  }
}
