/**
 * What the hidden `outputs` field holds so that wires follow when outputs move: a JSON map from the old index to the
 * new one, -1 for an output that is gone, and a key that is no number for a new one (editor, `editor-tab-properties`).
 * The outputs of the list come first; `after` more follow it, such as "otherwise", which move along with its length.
 */
export function outputMap(origins: readonly (number | undefined)[], before: number, after: number): string {
  const map: Record<string, number> = {};
  for (let index = 0; index < before; index++) map[index] = origins.indexOf(index);
  origins.forEach((origin, index) => {
    if (origin === undefined) map[`new-${index}`] = index;
  });
  for (let index = 0; index < after; index++) map[before + index] = origins.length + index;
  return JSON.stringify(map);
}
