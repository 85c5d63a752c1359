import type { IncomingMessage, Server } from 'node:http';
import type { NodeAPI } from 'node-red';
import type { Deploys } from './deploys';
import { HttpRefusal, answerRefusal, type Webhook } from '../shared/http';
import { pathOf } from '../shared/http-path';

export const NOWHERE = new HttpRefusal(404, 'There is nothing at this address.');
const STOPPED = new HttpRefusal(503, 'The flows are stopped. Try again later.');

/**
 * Without parameters: Express would decode them, and print an address that cannot be decoded, with all that is in it, to
 * stderr (Express 4.22, router/layer.js and finalhandler).
 */
const ADDRESSES = /^\/nurture\/[^/]+\/[^/]+\/?$/i;

/** Servers whose webhooks keep their raw bodies already. */
const keepsRawBodies = new WeakSet<Server>();

/**
 * One route for all webhooks, made when the node set is loaded: Node-RED cannot take a route away again, so a route for
 * each node would answer with what a node was before the last deploy (node-red/node-red#2664).
 */
export class Dispatcher {
  readonly #webhooks = new Map<string, Webhook>();
  /** Addresses that were ours when the last deploy ended, and those that have come since. */
  #known = new Set<string>();

  constructor(RED: NodeAPI, deploys: Deploys, failed: (error: unknown) => void) {
    // `httpNodeRoot: false` in the settings turns off all HTTP of nodes.
    if (RED.settings.httpNodeRoot === false) return;
    const under = (root: string): string => `${root}/`.replace(/\/+/g, '/').toLowerCase();
    const nodeRoot = under(RED.settings.httpNodeRoot ?? '/');
    const adminRoot = under(RED.settings.httpAdminRoot === false ? '/' : (RED.settings.httpAdminRoot ?? '/'));
    deploys.onStarted(() => (this.#known = new Set(this.#webhooks.keys())));
    keepRawBodies(RED.server, (path) => {
      if (!path.toLowerCase().startsWith(nodeRoot)) return false;
      const inRoot = path.slice(nodeRoot.length - 1);
      if (!ADDRESSES.test(inRoot)) return false;
      const address = addressIn(inRoot);
      if (address === undefined || this.#known.has(address)) return true;
      // Amid a deploy nobody knows yet what will be there; what is the editor's is known not to be ours.
      return deploys.isUnderWay && (adminRoot === '/' || !path.toLowerCase().startsWith(adminRoot));
    });
    RED.httpNode.all(ADDRESSES, (request, response, next) => {
      const address = addressIn(request.path);
      if (address === undefined) {
        answerRefusal(request, response, NOWHERE);
        return;
      }
      const answer = async (): Promise<void> => {
        const started = await deploys.over();
        const webhook = this.#webhooks.get(address);
        if (webhook) await webhook(request, response);
        else if (started) leaveToOthers(request, next);
        else answerRefusal(request, response, STOPPED);
      };
      answer().catch((error: unknown) => {
        failed(error);
        response.destroy();
      });
    });
  }

  /** Answers `/nurture/<owner>/<name>` from now on; false when another node already does. */
  add(owner: string, name: string, webhook: Webhook): boolean {
    const path = `${owner}/${name}`;
    if (this.#webhooks.has(path)) return false;
    this.#webhooks.set(path, webhook);
    this.#known.add(path);
    return true;
  }

  remove(owner: string, name: string, webhook: Webhook): void {
    const path = `${owner}/${name}`;
    if (this.#webhooks.get(path) === webhook) this.#webhooks.delete(path);
  }
}

/** The body parsers take a request that is marked for read. */
type Marked = IncomingMessage & { _body?: boolean };

/**
 * With the editor at `/`, its JSON and form parsers come before every route of a node (@node-red/editor-api, index.js, 4.1
 * and 5.0): they would take up to 5 MB, answer broken JSON themselves, and leave no raw body to check a signature over.
 * They leave alone what another parser has marked as its own (body-parser, `_body`), so mark ours before Express sees it.
 */
function keepRawBodies(server: Server | undefined, isOurs: (path: string) => boolean): void {
  if (!server || keepsRawBodies.has(server)) return;
  keepsRawBodies.add(server);
  server.prependListener('request', (request: Marked) => {
    if (isOurs(pathOf(request.url ?? ''))) request._body = true;
  });
}

/** A route of another node below `/nurture` has parsers of its own (Node-RED, 21-httpin.js), which read what nobody has read. */
function leaveToOthers(request: Marked, next: () => void): void {
  if (!request.readableDidRead) request._body = false;
  next();
}

/** `<owner>/<name>` of `/nurture/<owner>/<name>`; undefined when it cannot be decoded. */
function addressIn(path: string): string | undefined {
  const [, , owner = '', name = ''] = path.split('/');
  try {
    return `${decodeURIComponent(owner)}/${decodeURIComponent(name)}`;
  } catch {
    return undefined;
  }
}
