import type { Node, NodeMessage } from 'node-red';
import type { Engine } from '../../src/engine';
import { stopInWords, type Stop } from '../../src/sms/stops';

/**
 * Raises an error at the node when a person has to look at something of it, once. Catch nodes hear it of a node in a flow,
 * with the sentence as `msg.payload` and `msg.stop`; that of a config node stands in the log. `shown` is told what there is now. Returns what ends that.
 */
export function watchStopsOf(
  node: Node,
  engine: Engine,
  name: string,
  isMine: (stop: Stop) => boolean,
  shown: (stops: readonly Stop[]) => void = () => undefined,
): () => void {
  return engine.stops.watch((stops, began) => {
    shown(stops.filter(isMine));
    if (!began || !isMine(began)) return;
    const says = stopInWords(began, name);
    const msg: NodeMessage & { stop: Stop } = { payload: says, stop: began };
    node.error(says, msg);
  });
}
