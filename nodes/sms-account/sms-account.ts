import type { Node, NodeAPI, NodeDef } from 'node-red';
import { openSimulator } from '../../src/sms/simulator/simulator';
import { isSaved } from '../shared/config';
import { onClose } from '../shared/handlers';
import { houseOf } from '../shared/house';
import { joinHouse } from '../shared/steps';
import { readSmsAccount } from './config';

export default function register(RED: NodeAPI): void {
  function SmsAccount(this: Node & { store?: string | undefined; sender?: string }, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    const read = readSmsAccount(isSaved(saved) ? saved : {});
    this.store = read.ok ? read.config.store : undefined;
    if (!read.ok) {
      this.error(`This SMS account is not set up. ${read.problems.map((one) => one.problem).join(' ')}`);
      return;
    }
    const { store, sender } = read.config;
    this.sender = sender;
    const leave = joinHouse(
      this,
      () => houseOf(RED, store),
      read.config,
      (engine) => [engine.addAccount(this.id, openSimulator({ sender }))],
    );
    onClose(this, leave);
  }
  RED.nodes.registerType('nurture-sms-account', SmsAccount);
}
