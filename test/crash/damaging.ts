import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Randomness } from '../../src/randomness';

/** A folder with files, by their names. */
export type Files = ReadonlyMap<string, Buffer>;

/** What a file may be taken for. */
export interface Others {
  /** The files of the same store, as they were earlier. */
  readonly earlier: Files;
  /** Those of another store. */
  readonly other: Files;
}

type Damage = (bytes: Buffer, chance: Randomness) => Buffer;

/** Each keeps lines whole, or does not care: what a disk, an editor, a script or a restore may do to a file. */
const INSIDE = {
  'cut between two lines': onLines((lines, chance) => lines.slice(0, chance.below(lines.length))),
  'cut anywhere': (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  'a line is missing': onLines((lines, chance) => without(lines, chance.below(lines.length))),
  'a line came twice': onLines((lines, chance) => {
    const at = chance.below(lines.length);
    return [...lines.slice(0, at + 1), ...lines.slice(at)];
  }),
  'two lines changed places': onLines((lines, chance) => {
    const at = chance.below(lines.length);
    const [line = ''] = lines.splice(at, 1);
    lines.splice(chance.below(lines.length + 1), 0, line);
    return lines;
  }),
  'a bit flipped': (bytes, chance) => {
    const copy = Buffer.from(bytes);
    const at = chance.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
    return copy;
  },
  'a stretch of zeros': (bytes, chance) => {
    const at = chance.below(bytes.length);
    return Buffer.from(bytes).fill(0, at, Math.min(bytes.length, at + 1 + chance.below(600)));
  },
  'something stands behind it': (bytes, chance) =>
    Buffer.concat([bytes, bytes.subarray(0, 1 + chance.below(bytes.length))]),
  'nothing is left': () => Buffer.alloc(0),
} as const satisfies Record<string, Damage>;

const WHOLE = ['deleted', 'an earlier copy of itself', 'another part', 'the same of another store'] as const;

export type Kind = keyof typeof INSIDE | (typeof WHOLE)[number];
export const KINDS = [...(Object.keys(INSIDE) as (keyof typeof INSIDE)[]), ...WHOLE];

/** Damages one file of a folder. Returns its name; undefined when there is nothing to take its place. */
export function damageIn(
  folder: string,
  kind: Kind,
  name: string,
  others: Others,
  chance: Randomness,
): string | undefined {
  const path = join(folder, name);
  const family = name.replace(/-.*/, '-');
  const anyOf = (files: Iterable<readonly [string, Buffer]>): Buffer | undefined => {
    const fitting = [...files].filter(([other]) => other.startsWith(family));
    return fitting[chance.below(Math.max(1, fitting.length))]?.[1];
  };
  let bytes: Buffer | undefined;
  switch (kind) {
    case 'deleted':
      rmSync(path);
      return name;
    case 'an earlier copy of itself':
      bytes = others.earlier.get(name) ?? anyOf(others.earlier);
      break;
    case 'another part': {
      const parts = filesIn(folder);
      bytes = anyOf([...parts].filter(([other]) => other !== name));
      break;
    }
    case 'the same of another store':
      bytes = anyOf(others.other);
      break;
    default:
      bytes = INSIDE[kind](readFileSync(path), chance);
  }
  if (bytes === undefined) return undefined;
  writeFileSync(path, bytes);
  return name;
}

function without(lines: readonly string[], at: number): string[] {
  return lines.filter((_, other) => other !== at);
}

function onLines(change: (lines: string[], chance: Randomness) => string[]): Damage {
  return (bytes, chance) => {
    const lines = bytes.toString('latin1').split('\n').slice(0, -1);
    return Buffer.from(
      change(lines, chance)
        .map((line) => `${line}\n`)
        .join(''),
      'latin1',
    );
  };
}

/** All files of a folder but its locks. */
export function filesIn(folder: string): Files {
  const names = readdirSync(folder).filter((name) => !name.startsWith('lock'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}
