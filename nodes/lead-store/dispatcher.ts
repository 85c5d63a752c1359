import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { NodeAPI } from 'node-red';
import type { Deploys } from './deploys';
import { answerJson } from './http';

/** Answers one request. Never rejects for what a stranger sent. */
export type Webhook = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Servers whose webhooks keep their raw bodies already. */
const keepsRawBodies = new WeakSet<Server>();

/**
 * One route for all webhooks, made when the node set is loaded: Node-RED cannot take a route away again, so a route for
 * each node would answer with what a node was before the last deploy (node-red/node-red#2664).
 */
export class Dispatcher {
  readonly #webhooks = new Map<string, Webhook>();

  constructor(RED: NodeAPI, deploys: Deploys, failed: (error: unknown) => void) {
    // `httpNodeRoot: false` in the settings turns off all HTTP of nodes.
    if (RED.settings.httpNodeRoot === false) return;
    keepRawBodies(RED.server, `${RED.settings.httpNodeRoot ?? '/'}/nurture/`.replace(/\/+/g, '/'));
    RED.httpNode.all('/nurture/:owner/:name', (request, response, next) => {
      const { owner, name } = request.params;
      const answer = async (): Promise<void> => {
        const started = await deploys.over();
        const webhook = this.#webhooks.get(`${owner}/${name}`);
        if (webhook) await webhook(request, response);
        else if (started) next();
        else answerJson(response, 503, { error: 'The flows are stopped. Try again later.' });
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
    return true;
  }

  remove(owner: string, name: string, webhook: Webhook): void {
    const path = `${owner}/${name}`;
    if (this.#webhooks.get(path) === webhook) this.#webhooks.delete(path);
  }
}

/**
 * With the editor at `/`, its JSON and form parsers come before every route of a node (@node-red/editor-api, index.js, 4.1
 * and 5.0): they would take up to 5 MB, answer broken JSON themselves, and leave no raw body to check a signature over.
 * They leave alone what another parser has marked as its own (body-parser, `_body`), so mark ours before Express sees it.
 */
function keepRawBodies(server: Server | undefined, prefix: string): void {
  if (!server || keepsRawBodies.has(server)) return;
  keepsRawBodies.add(server);
  server.prependListener('request', (request: IncomingMessage & { _body?: boolean }) => {
    if (request.url?.startsWith(prefix)) request._body = true;
  });
}
