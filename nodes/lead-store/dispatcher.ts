import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NodeAPI } from 'node-red';

/** Answers one request. Never rejects for what a stranger sent. */
export type Webhook = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * One route for all webhooks, made when the node set is loaded: Node-RED cannot take a route away again, so a route for
 * each node would answer with what a node was before the last deploy (node-red/node-red#2664).
 */
export class Dispatcher {
  readonly #webhooks = new Map<string, Webhook>();

  constructor(RED: NodeAPI, failed: (error: unknown) => void) {
    // `httpNodeRoot: false` in the settings turns off all HTTP of nodes.
    if (RED.settings.httpNodeRoot === false) return;
    RED.httpNode.all('/nurture/:owner/:name', (request, response, next) => {
      const { owner, name } = request.params;
      const webhook = this.#webhooks.get(`${owner}/${name}`);
      if (!webhook) return next();
      webhook(request, response).catch((error: unknown) => {
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
