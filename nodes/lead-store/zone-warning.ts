import type { Node } from 'node-red';
import type { Engine } from '../../src/engine';
import { isOldZoneData, livesWhereDataChanged, NEEDED_ZONE_DATA } from '../../src/permission/zone-data';

/**
 * Warns once when the time zone data of this Node.js are too old for a lead of the store. `version` is that of the data.
 * Returns what ends the look-out.
 */
export function warnOfOldZones(node: Node, engine: Engine, version: string | undefined): () => void {
  if (!isOldZoneData(version)) return () => undefined;
  const end = engine.watch(({ lead }) => {
    if (!livesWhereDataChanged(lead, engine.rules)) return;
    end();
    node.warn(sentence(version));
  });
  return end;
}

function sentence(version = 'of no known version'): string {
  return `A lead may live where clocks no longer change since 2026 (western Canada), and the time zone data of this Node.js (${version}) do not know it: texts may leave up to an hour too late there. Install a Node.js with data ${NEEDED_ZONE_DATA} or later, or end the contact hours an hour earlier.`;
}
