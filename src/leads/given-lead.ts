import type { JsonObject } from '../json';
import {
  Refusal,
  type Room,
  checkKey,
  givenJson,
  givenJsonObject,
  givenObject,
  isMissing,
  own,
  printableKey,
} from './given';
import { STAGES, type Stage, type ToldOfLead } from './lead';
import { splitName, tidyName } from './names';
import { isZone } from './zones';

const MOST_TAGS = 50;
const LONGEST_TAG = 64;

/** Not fields: what is read on its own, and what of a snapshot of a lead (`msg.lead`) is not told but known. */
const NOT_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'zone',
  'stage',
  'tags',
  'fields',
  'id',
  'phone',
  'createdAt',
];

/**
 * Reads what was posted as `lead`, and the whole `name` beside it. `firstName` and `lastName` win over a whole name. `tags`
 * is a list or a text with commas. Everything else is a field of the lead, also what is inside `lead.fields`;
 * null there means that the field shall go.
 * @throws Refusal
 */
export function readLead(value: unknown, wholeName: unknown, room: Room): ToldOfLead {
  const lead = givenObject(value, 'lead');
  const firstName = tidyName(givenName(own(lead, 'firstName'), 'lead.firstName'));
  const lastName = tidyName(givenName(own(lead, 'lastName'), 'lead.lastName'));
  const zone = givenZone(own(lead, 'zone'));
  const stage = givenStage(own(lead, 'stage'));
  const tags = givenTags(own(lead, 'tags'));
  const fields = givenFields(lead, room);
  return {
    ...splitName(givenName(own(lead, 'name'), 'lead.name')),
    ...splitName(givenName(wholeName, 'name')),
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
    ...(zone !== undefined && { zone }),
    ...(stage !== undefined && { stage }),
    ...(tags !== undefined && { tags }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

function givenName(value: unknown, field: string): string {
  if (isMissing(value)) return '';
  if (typeof value !== 'string' || value.length > 1000) {
    throw new Refusal(field, `\`${field}\` must be a text of at most 1000 characters.`);
  }
  return value;
}

function givenZone(value: unknown): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value !== 'string' || !isZone(value)) {
    throw new Refusal('lead.zone', '`lead.zone` must be an IANA time zone, such as America/New_York.');
  }
  return value;
}

function givenStage(value: unknown): Stage | undefined {
  if (isMissing(value)) return undefined;
  const stage = STAGES.find((known) => known === value);
  if (!stage) throw new Refusal('lead.stage', `\`lead.stage\` must be one of ${STAGES.join(', ')}.`);
  return stage;
}

function givenTags(value: unknown): string[] | undefined {
  if (isMissing(value)) return undefined;
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
  const fields = givenJsonObject(givenObject(own(lead, 'fields'), 'lead.fields'), 'lead.fields', room);
  for (const key of Object.keys(lead)) {
    if (NOT_FIELDS.includes(key)) continue;
    checkKey(key, 'lead', room);
    const value = own(lead, key);
    if (value !== undefined) fields[key] = givenJson(value, `lead.${printableKey(key)}`, room);
  }
  return fields;
}
