import type { Node, NodeAPI } from 'node-red';
import type { Engine } from '../../src/engine';
import type { OwnNumbers } from '../../src/sms/own-numbers';
import type { Wires } from './crossings/wires';
import { NodeProblem } from './handlers';
import type { Webhook } from './http';

/** What a lead store node offers the nodes that use it. Each node set is a bundle of its own: this is all they share. */
export interface StoreHouse {
  readonly name: string;
  /** The folder its leads are kept in: what a message carries so that it is known whose lead it is about. */
  readonly path: string;
  /** The other lead stores that are deployed. */
  readonly others: readonly StoreHouse[];
  /** The numbers that texts of this store leave from. */
  readonly numbers: OwnNumbers;
  /** The wires of the flows as they are deployed; read anew at each call. */
  wires(): Wires;
  /** The sender's name that people know. */
  readonly brand: string;
  /** ISO country of numbers written without one. */
  readonly country: string;
  /** IANA zone in which its people read a time. */
  readonly zone: string;
  /** Resolves when the store is open. Rejects with a NodeProblem that says why it is not. */
  readonly engine: Promise<Engine>;
  /**
   * Takes part in the engine: `join` runs when the store is open, and what it returns runs when the node ends or the store
   * closes. Returns what ends the membership.
   */
  join(node: Node, join: (engine: Engine) => readonly (() => void)[]): () => void;
  /** Tells how many messages are parked at the node whenever that changes; `next` in ms UTC. Returns what ends that. */
  watchWaiting(node: Node, show: (count: number, next: number | null) => void): () => void;
  /** `try_out`: time is moved by hand, so that only simulated phones may be texted. */
  readonly time: 'real' | 'try_out';
  /**
   * Answers `/nurture/<owner>/<name>` with the webhook from now on. Returns what ends that, or undefined when another node
   * answers there already.
   */
  answerAt(owner: string, name: string, webhook: Webhook): (() => void) | undefined;
  /** Resolves when no deploy is under way: until then nodes may be missing. False when one does not end. */
  deployed(): Promise<boolean>;
}

export interface LeadStoreNode extends Node {
  readonly house: StoreHouse;
}

export interface SmsAccountNode extends Node {
  /** undefined: the account is not set up; its own status says why. */
  readonly store: string | undefined;
}

/** The lead store with this id. @throws NodeProblem when it is not deployed, disabled or not set up */
export function houseOf(RED: NodeAPI, id: string): StoreHouse {
  const node: Node | null | undefined = RED.nodes.getNode(id);
  if (node && isStore(node)) return node.house;
  throw new NodeProblem(
    'The lead store of this node is missing, disabled or not set up. Choose another, or put it right.',
    'no lead store',
  );
}

/** The lead store of the SMS account with this id. @throws NodeProblem when either is missing */
export function houseOfAccount(RED: NodeAPI, id: string): StoreHouse {
  const node: Node | null | undefined = RED.nodes.getNode(id);
  if (node && isAccount(node) && node.store !== undefined) return houseOf(RED, node.store);
  throw new NodeProblem('The SMS account of this node is missing, disabled or not set up.', 'no SMS account');
}

function isStore(node: Node): node is LeadStoreNode {
  return node.type === 'nurture-lead-store' && 'house' in node;
}

function isAccount(node: Node): node is SmsAccountNode {
  return node.type === 'nurture-sms-account' && 'store' in node;
}
