import type { Gate, GateName } from '../../leads/verdict';

/** A gate that is open, with the value that it saw and its rule. */
export function allowed(gate: GateName, value: string, rule: string): Gate {
  return { gate, value, rule, answer: 'allow' };
}

/** A gate that stays shut. */
export function blocked(gate: GateName, value: string, rule: string): Gate {
  return { gate, value, rule, answer: 'block' };
}
