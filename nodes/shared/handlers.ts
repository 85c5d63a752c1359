import type { Node, NodeMessage, NodeMessageInFlow } from 'node-red';
import { Problem } from '../../src/problem';
import { forgetStatus, showProblem } from './status';

/** A message as our nodes see it: whatever a flow put into it. */
export type Message = NodeMessageInFlow & { [property: string]: unknown };

/** Sends by output; null sends nothing there. */
export type Send = (outputs: (NodeMessage | null)[]) => void;

/** An error that people can act on. `status` is its short form at the node. Holds no phone number and no text. */
export class NodeProblem extends Problem {
  override readonly name = 'NodeProblem';

  constructor(
    message: string,
    readonly status: string,
  ) {
    super(message);
  }
}

/**
 * The one place where a node listens for messages. Whatever the handler does, `done` is called exactly once and no
 * rejection gets out: an unhandled one ends the Node-RED process (node-red/red.js). Three declared parameters, because
 * Node-RED counts them to know that `done` will be called (@node-red/runtime, Node.js).
 */
export function onInput(node: Node, handle: (msg: Message, send: Send) => Promise<void> | void): void {
  node.on('input', (msg, send, done) => {
    Promise.resolve()
      .then(() => handle(msg as Message, (outputs) => send(outputs)))
      .then(
        () => done(),
        (error: unknown) => {
          showError(node, error);
          done(asError(error));
        },
      );
  });
}

/** The one place where a node learns that it ends. Two declared parameters: with one, Node-RED passes `done` as the first. */
export function onClose(node: Node, handle: (removed: boolean) => Promise<void> | void): void {
  node.on('close', (removed: boolean, done: () => void) => {
    Promise.resolve()
      .then(() => {
        forgetStatus(node);
        return handle(removed);
      })
      .catch((error: unknown) => node.error(asError(error)))
      .then(done, done);
  });
}

/** Runs what no message of the flow asked for, such as a handover; what goes wrong shows at the node. */
export function runFor(node: Node, task: () => Promise<void> | void, msg?: NodeMessage): void {
  Promise.resolve()
    .then(task)
    .catch((error: unknown) => {
      showError(node, error);
      node.error(asError(error), msg);
    });
}

/** What was thrown, as an Error: anything can be thrown. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function showError(node: Node, error: unknown): void {
  showProblem(node, statusOf(error));
}

/** The short form of an error. By its shape: a NodeProblem of another node set's bundle is of another class. */
export function statusOf(error: unknown): string {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'string' ? status : 'error';
}
