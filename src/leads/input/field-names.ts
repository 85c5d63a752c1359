import { isJsonObject } from '../../json';
import { Refusal, own } from '../given';
import { noteIgnored, type Ignored } from './ignored';

/**
 * What was told, whatever way its fields are spelled: `lead.address.state`, `lead[address][state]` and nested objects are the same,
 * and so are letters, blanks, hyphens and invisible characters around the names that the reader knows.
 */

/** The names at the top, and where they belong: first names stand there in most forms. */
const TOP = known({
  ...same('phone', 'name', 'behavior', 'at', 'id', 'properties', 'lead', 'consent', 'optOut', 'clear'),
  behaviour: ['behavior'],
  firstName: ['lead', 'firstName'],
  lastName: ['lead', 'lastName'],
  zone: ['lead', 'zone'],
  timeZone: ['lead', 'zone'],
});

/** Names inside a group; any other name stays as it is spelled, without what cannot be seen. */
const LEAD = known({
  ...same('name', 'firstName', 'lastName', 'zone', 'stage', 'tags', 'fields', 'clear'),
  ...same('address', 'state', 'province', 'city', 'country', 'email', 'zip', 'street'),
  timeZone: ['zone'],
});
const ACT = ['given', 'words', 'source', 'channel', 'page', 'address', 'agent', 'by', 'at'];
const INSIDE: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map([
  ['lead', LEAD],
  ['consent', known(same(...ACT, 'kind', 'version'))],
  ['optOut', known(same(...ACT))],
  ['properties', new Map()],
]);

/** Inside a lead, what has its names: `fields` holds what `lead` holds, and an address has a state. */
const AS_LEAD: ReadonlySet<string> = new Set(['fields', 'address']);

/** Groups that may be ticked themselves, beside their fields. */
const ACTS: ReadonlySet<string> = new Set(['consent', 'optOut']);

function same(...names: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, [name]]));
}

function known(names: Record<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(names).map(([name, path]) => [plain(name), path]));
}

/** `First Name`, `first_name` and `FIRSTNAME` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s\p{Z}\p{Cf}_-]+/gu, '');
}

type Tree = Record<string, unknown>;

/**
 * What was told with every field in its place. Returns the very object when everything stands there already, as most do. What is told
 * twice counts once, by the plain spelling, and the other is noted in `ignored`.
 */
export function inPlace(told: object, ignored: Ignored[]): object {
  const keys = Object.keys(told);
  if (keys.every((key) => isInPlace(key, own(told, key)))) return told;
  const placed = tree();
  const paths = keys.map((key) => ({ key, path: pathOf(key) }));
  // First what is spelled plainly: it counts when something is told twice.
  for (const { key, path } of paths) if (path.length === 1 && path[0] === key) placed[key] = own(told, key);
  for (const name of INSIDE.keys()) {
    const group = placed[name];
    if (isJsonObject(group)) placed[name] = groupInPlace(name, group, ignored);
  }
  for (const { key, path } of paths) {
    if (path.length === 1 && path[0] === key) continue;
    const value = own(told, key);
    const isGroup = path.length === 1 && path[0] !== undefined && INSIDE.has(path[0]) && isJsonObject(value);
    const inside = isGroup ? groupInPlace(path[0] ?? '', value, ignored) : value;
    put(placed, path, inside, ignored);
  }
  return placed;
}

/** No prototype: a field named `__proto__` is a field like any other, which the reader then leaves out. */
function tree(): Tree {
  return Object.create(null) as Tree;
}

/** What was told belongs to who told it. */
function copyOf(told: object): Tree {
  const copy = tree();
  for (const key of Object.keys(told)) copy[key] = own(told, key);
  return copy;
}

function isInPlace(key: string, value: unknown): boolean {
  const path = pathOf(key);
  if (path.length !== 1 || path[0] !== key) return false;
  if (!INSIDE.has(key) || !isJsonObject(value)) return true;
  return Object.keys(value).every((inner) => isInGroup(key, inner, own(value, inner)));
}

function isInGroup(group: string, key: string, value: unknown): boolean {
  const path = pathInside(group, key);
  if (path.length !== 1 || path[0] !== key) return false;
  return group !== 'lead' || !AS_LEAD.has(key) || !isJsonObject(value)
    ? true
    : Object.keys(value).every((inner) => isInGroup('lead', inner, undefined));
}

function groupInPlace(name: string, group: object, ignored: Ignored[]): Tree {
  const placed = tree();
  const keys = Object.keys(group);
  const paths = keys.map((key) => ({ key, path: pathInside(name, key) }));
  const isPlain = ({ key, path }: (typeof paths)[number]): boolean => path.length === 1 && path[0] === key;
  for (const one of [...paths.filter(isPlain), ...paths.filter((two) => !isPlain(two))]) {
    const value = own(group, one.key);
    const isFields = name === 'lead' && AS_LEAD.has(one.path.join('.')) && isJsonObject(value);
    put(placed, one.path, isFields ? groupInPlace('lead', value, ignored) : value, ignored, `${name}.`);
  }
  return placed;
}

function put(to: Tree, path: readonly string[], value: unknown, ignored: Ignored[], before = ''): void {
  if (value === undefined) return;
  let place = to;
  path.forEach((name, index) => {
    const there = Object.hasOwn(place, name) ? place[name] : undefined;
    const isLast = index === path.length - 1;
    if (isLast && isJsonObject(there) && isJsonObject(value)) {
      const copy = copyOf(there);
      place[name] = copy;
      for (const key of Object.keys(value))
        put(copy, [key], own(value, key), ignored, `${before}${path.join('.')}.`);
    } else if (isLast) set(place, name, there, value, ignored, `${before}${path.join('.')}`);
    else if (isJsonObject(there)) {
      const copy = copyOf(there);
      place[name] = copy;
      place = copy;
    } else {
      const inside = tree();
      // A box that is ticked beside its words: what it says is whether it was given.
      if (index === 0 && ACTS.has(name) && there !== undefined) inside['given'] = there;
      else if (there !== undefined && there !== '')
        twice(ignored, `${before}${path.slice(0, index + 1).join('.')}`);
      place[name] = inside;
      place = inside;
    }
  });
}

function set(
  place: Tree,
  name: string,
  there: unknown,
  value: unknown,
  ignored: Ignored[],
  field: string,
): void {
  if (ACTS.has(name) && field === name && isJsonObject(there)) {
    if (there['given'] === undefined) place[name] = Object.assign(copyOf(there), { given: value });
    else if (there['given'] !== value) twice(ignored, `${field}.given`);
  } else if (there === undefined || there === '' || there === null) place[name] = value;
  else if (there !== value) twice(ignored, field);
}

/** @throws Refusal for consent and opt-outs, which are never left out */
function twice(ignored: Ignored[], field: string): void {
  const [root = ''] = field.split('.');
  if (ACTS.has(root)) throw new Refusal(root, `\`${root}\` is told twice, and not the same.`);
  const because = 'It was told twice, and not the same; the plainer spelling counts.';
  noteIgnored(ignored, { field: printable(field), because, why: 'unread' });
}

/** Names come from strangers: somebody may have posted a phone number as one. */
function printable(field: string): string {
  return /^[\w.-]{1,60}$/.test(field) && field.replace(/\D/g, '').length < 4 ? field : '…';
}

const paths = new Map<string, readonly string[]>();
const MOST_PATHS = 2_000;
const LONGEST_KEY = 200;

/** Where a key at the top belongs. */
function pathOf(key: string): readonly string[] {
  const before = paths.get(key);
  if (before) return before;
  const path = findPath(key);
  if (key.length <= LONGEST_KEY) {
    if (paths.size >= MOST_PATHS) paths.clear();
    paths.set(key, path);
  }
  return path;
}

function findPath(key: string): readonly string[] {
  const clean = withoutInvisible(key);
  const segments = segmentsOf(clean);
  const [root = '', ...rest] = segments;
  const path = TOP.get(plain(root));
  if (!path) return [clean];
  const [group = ''] = path;
  if (rest.length === 0) return path;
  if (path.length > 1 || !INSIDE.has(group)) return [clean];
  // What a page measures may have points in its name, such as `utm.source`.
  if (group === 'properties' && !clean.includes('[')) return [group, rest.join('.')];
  return [
    group,
    ...pathInside(group, rest[0] ?? ''),
    ...rest.slice(1).map((name, index) => inner(rest[index], name)),
  ];
}

function inner(parent: string | undefined, name: string): string {
  const isOfLead = parent !== undefined && AS_LEAD.has(plain(parent));
  return (isOfLead ? LEAD.get(plain(name))?.[0] : undefined) ?? name;
}

/** Where a key inside a group belongs. */
function pathInside(group: string, key: string): readonly string[] {
  const names = INSIDE.get(group);
  const path = names?.get(plain(key));
  if (path) return path;
  const clean = withoutInvisible(key);
  if (group === 'properties') return [clean];
  const [first = '', ...rest] = segmentsOf(clean);
  if (rest.length === 0) return [clean];
  return [
    names?.get(plain(first))?.[0] ?? first,
    ...rest.map((name, index) => inner([first, ...rest][index], name)),
  ];
}

/** Most names have nothing around them. */
function withoutInvisible(key: string): string {
  return /^[\w.[\]-]+$/.test(key) ? key : key.replace(/^[\s\p{Z}\p{Cf}]+|[\s\p{Z}\p{Cf}]+$/gu, '');
}

/** `lead.address.state` and `lead[address][state]` in their parts; a name with other brackets and points is one part. */
function segmentsOf(name: string): string[] {
  const end = name.search(/[.[]/);
  if (end < 0) return [name];
  const rest = name.slice(end);
  if (!/^(?:\.[\p{L}_][^.[\]]*|\[\s*[\p{L}_][^[\]]*\])+$/u.test(rest)) return [name];
  return [
    name.slice(0, end),
    ...[...rest.matchAll(/\.([^.[\]]*)|\[([^[\]]*)\]/g)].map(([, dot, bracket]) =>
      (dot ?? bracket ?? '').trim(),
    ),
  ];
}
