import { isJsonObject, type Json, type JsonObject } from '../../../json';

/** How far the journal goes: the next segment, and whoever closes the store, says where it ended. */
export interface JournalPoint {
  /** 0: there is nothing yet. */
  readonly segment: number;
  /** Lines of the segment, its head included. */
  readonly lines: number;
  /** Over the checksums of these lines. */
  readonly digest: number;
  /** The number of the last line; from format 3 on each but a head has the one after the line before it. */
  readonly revision: number;
}

/** Where nothing was written yet. */
export const NOWHERE: JournalPoint = { segment: 0, lines: 0, digest: 0, revision: 0 };

/** Reads a point; undefined when it is none. */
export function readPoint(json: Json | undefined): JournalPoint | undefined {
  if (!isJsonObject(json)) return undefined;
  const [segment, lines, digest, revision] = ['segment', 'lines', 'digest', 'revision'].map((name) =>
    numberIn(json, name),
  );
  if (segment === undefined || lines === undefined || digest === undefined || revision === undefined)
    return undefined;
  return { segment, lines, digest, revision };
}

function numberIn(json: JsonObject, name: string): number | undefined {
  const value = json[name];
  return typeof value === 'number' ? value : undefined;
}
