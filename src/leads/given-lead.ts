import { isJsonObject, type Json, type JsonObject } from '../json';
import {
  Refusal,
  type Room,
  checkKey,
  givenJson,
  givenObject,
  isMissing,
  optional,
  own,
  printableKey,
} from './given';
import { saysNothing } from './input/empties';
import { withoutEntities } from './input/entities';
import { noteIgnored } from './input/ignored';
import { whyNoName } from './input/person-names';
import { readZone } from './input/zone-names';
import { CLEARABLE, STAGES, type Clearable, type Stage, type ToldOfLead } from './lead';
import { splitName, tidyLastName, tidyName } from './names';

const MOST_TAGS = 50;
const LONGEST_TAG = 64;

/** Not fields: what is read on its own, and what of a snapshot of a lead (`msg.lead`) is not told but known. */
const NOT_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'firstName',
  'lastName',
  'zone',
  'zoneHint',
  'stage',
  'tags',
  'fields',
  'clear',
  'id',
  'phone',
  'createdAt',
]);

/** What else is told of the lead at the top. */
export interface Beside {
  /** The whole name. */
  readonly name: unknown;
  /** Names of fields that shall be empty from now on. */
  readonly clear: unknown;
}

/**
 * Reads what was posted as `lead`, and what is told of the lead beside it. `firstName` and `lastName` win over a whole name. `tags`
 * is a list or a text with commas. Everything else is a field of the lead, also what is inside `lead.fields`. What says
 * nothing (`""`, null, `N/A`) changes nothing; `clear` names what shall be empty. What cannot be read is left out and noted.
 */
export function readLead(value: unknown, { name, clear }: Beside, room: Room): ToldOfLead {
  const lead = optional(room, () => givenObject(value, 'lead')) ?? {};
  const whole = givenName(own(lead, 'name'), 'lead.name', room);
  const beside = givenName(name, 'name', room);
  const firstName = tidyName(givenName(own(lead, 'firstName'), 'lead.firstName', room));
  const lastName = tidyLastName(givenName(own(lead, 'lastName'), 'lead.lastName', room));
  const zone = optional(room, () => givenZone(own(lead, 'zone')));
  const stage = optional(room, () => givenStage(own(lead, 'stage')));
  const tags = optional(room, () => givenTags(own(lead, 'tags')));
  const fields = givenFields(lead, room);
  const cleared = [...givenClear(own(lead, 'clear'), room), ...givenClear(clear, room)];
  for (const key of cleared) if (!isClearable(key) && !Object.hasOwn(fields, key)) fields[key] = null;
  const clearing = cleared.filter(isClearable);
  return {
    ...(whole !== '' && splitName(whole)),
    ...(beside !== '' && splitName(beside)),
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
    ...(zone !== undefined && { zone }),
    ...(stage !== undefined && { stage }),
    ...(tags !== undefined && { tags }),
    ...(hasKeys(fields) && { fields }),
    ...(clearing.length > 0 && { clear: clearing }),
  };
}

function hasKeys(fields: JsonObject): boolean {
  for (const _ in fields) return true;
  return false;
}

/** The text, or nothing for what is no name: it would go out as "Hi unknown". */
function givenName(value: unknown, field: string, room: Room): string {
  if (isMissing(value)) return '';
  return optional(room, () => readName(value, field)) ?? '';
}

/** @throws Refusal */
function readName(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.length > LONGEST_NAME) {
    throw new Refusal(field, `\`${field}\` must be a text of at most ${LONGEST_NAME} characters.`);
  }
  const name = withoutEntities(value);
  const why = name.trim() === '' ? undefined : whyNoName(name);
  if (why !== undefined) throw new Refusal(field, `\`${field}\` ${why}, so it is not taken for a name.`);
  return name;
}

const LONGEST_NAME = 1_000;

/** @throws Refusal */
function givenZone(value: unknown): string | undefined {
  if (saysNothing(value)) return undefined;
  const zone = typeof value === 'string' ? readZone(value) : undefined;
  if (zone === undefined) {
    throw new Refusal('lead.zone', '`lead.zone` must be an IANA time zone, such as America/New_York.');
  }
  return zone;
}

/** @throws Refusal */
function givenStage(value: unknown): Stage | undefined {
  if (saysNothing(value)) return undefined;
  const told = typeof value === 'string' ? value.trim().toLowerCase() : value;
  const stage = STAGES.find((known) => known === told);
  if (!stage) throw new Refusal('lead.stage', `\`lead.stage\` must be one of ${STAGES.join(', ')}.`);
  return stage;
}

/** @throws Refusal */
function givenTags(value: unknown): string[] | undefined {
  if (saysNothing(value)) return undefined;
  const list: unknown[] =
    typeof value === 'string' ? value.split(',', MOST_TAGS + 1) : Array.isArray(value) ? value : [null];
  const tags = list.slice(0, MOST_TAGS + 1).map((tag) => (typeof tag === 'string' ? tag.trim() : undefined));
  const fit = tags.every((tag) => tag !== undefined && tag.length <= LONGEST_TAG);
  if (!fit || tags.length > MOST_TAGS) {
    const most = `${MOST_TAGS} texts of at most ${LONGEST_TAG} characters`;
    throw new Refusal(
      'lead.tags',
      `\`lead.tags\` must be a list of at most ${most}, or one text with commas.`,
    );
  }
  return [...new Set(tags.filter((tag) => tag !== undefined && tag !== ''))].map(String);
}

function givenFields(lead: object, room: Room): JsonObject {
  const fields: JsonObject = {};
  const nested = own(lead, 'fields');
  const told = isMissing(nested) ? undefined : optional(room, () => givenObject(nested, 'lead.fields'));
  if (told) addFields(fields, told, 'lead.fields', room, NOTHING);
  addFields(fields, lead, 'lead', room, NOT_FIELDS);
  return fields;
}

const NOTHING: ReadonlySet<string> = new Set();

function addFields(to: JsonObject, told: object, field: string, room: Room, but: ReadonlySet<string>): void {
  for (const key of Object.keys(told)) {
    if (but.has(key)) continue;
    const name = `${field}.${printableKey(key)}`;
    const value = own(told, key);
    if (value === undefined) continue;
    if (saysNothing(value)) {
      noteIgnored(room.ignored, { field: name, because: emptyBecause(key), why: 'empty' });
      continue;
    }
    const read = optional(room, () => {
      checkKey(key, field, room);
      return givenJson(value, name, room, field === 'lead' ? 1 : 2);
    });
    if (read !== undefined) to[key] = withoutEmpties(read);
  }
}

function emptyBecause(key: string): string {
  const name = /^[A-Za-z][\w-]{0,40}$/.test(key) ? key : '…';
  return `It is empty, which changes nothing; to clear it, send "clear": ["${name}"].`;
}

/** Of a group such as an address, what says nothing: it must not stand where something is known. */
function withoutEmpties(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const rest = Object.entries(value).filter(([, inner]) => !saysNothing(inner));
  return Object.fromEntries(rest.map(([key, inner]) => [key, withoutEmpties(inner)]));
}

const MOST_CLEARED = 50;

/** Names of fields, in a list or with commas; what is no name is left out. */
function givenClear(value: unknown, room: Room): string[] {
  if (isMissing(value)) return [];
  const list: unknown[] =
    typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [null];
  const names = list.slice(0, MOST_CLEARED).map((name) => (typeof name === 'string' ? name.trim() : ''));
  const read = optional(room, () => {
    for (const name of names) checkKey(name, 'clear', room);
    return names;
  });
  return read ?? [];
}

function isClearable(name: string): name is Clearable {
  return CLEARABLE.some((one) => one === name);
}
