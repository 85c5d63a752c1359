import type { NodeAPI } from 'node-red';
import type { Engine } from '../../src/engine';
import { stopInWords } from '../../src/sms/stops';
import type { StopView } from '../shared/admin-types';

/** What a person has to look at, in sentences. */
export async function stopViews(RED: NodeAPI, engine: Engine): Promise<StopView[]> {
  return (await engine.stops.read()).map((stop) => {
    const of = stop.kind === 'journey' ? { journey: stop.journey } : { account: stop.account };
    const id = stop.kind === 'journey' ? stop.journey : stop.account;
    return { kind: stop.kind, ...of, says: stopInWords(stop, nameOf(RED, id)), since: stop.since };
  });
}

function nameOf(RED: NodeAPI, id: string): string {
  const node = RED.nodes.getNode(id);
  return node ? node.name || node.type.replace('nurture-', '').replaceAll('-', ' ') : 'a node that is gone';
}
