import type { JsonObject } from '../../json';
import type { Lead } from '../lead';

/** Who somebody is, as far as texts speak of it. */
export interface Person {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly fields: JsonObject;
}

/** The person that a lead is now. */
export function personOf({ firstName, lastName, fields }: Lead): Person {
  return {
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    fields,
  };
}

/** The lead as the person who entered a journey, when the number has another one since. */
export function leadAs(lead: Lead, person: Person | undefined): Lead {
  if (!person) return lead;
  const { firstName: _first, lastName: _last, fields: _fields, ...rest } = lead;
  return { ...rest, ...person };
}

/** What is told of a name and an address. */
export interface ToldOfPerson {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly fields?: JsonObject;
}

/**
 * True when what is told of a lead is of another person, who has the same number: another first name, or another last name with
 * another e-mail address. A name in other letters, shortened (`Rob`, `Robert`) or with a second one is the same.
 */
export function isAnotherPerson(lead: Person, told: ToldOfPerson): boolean {
  if (told.firstName === undefined) return false;
  if (lead.firstName !== undefined && !isSameName(lead.firstName, told.firstName)) return true;
  const [known, now] = [emailIn(lead.fields), emailIn(told.fields ?? {})];
  const isOtherEmail = known !== undefined && now !== undefined && known !== now;
  const isOtherName =
    lead.lastName !== undefined && told.lastName !== undefined && !isSameName(lead.lastName, told.lastName);
  return isOtherEmail && isOtherName;
}

function isSameName(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a.startsWith(b) || b.startsWith(a);
}

/** Without accents, capitals and punctuation. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

function emailIn(fields: JsonObject): string | undefined {
  const email = fields['email'];
  return typeof email === 'string' ? email.trim().toLowerCase() : undefined;
}

/**
 * What becomes of passages under way when another person gives the number of a lead. `as_entered`: their texts go on speaking of the
 * one who entered. `last`: every text speaks of the one who came last.
 */
export const SHARED_NUMBERS = ['as_entered', 'last'] as const;
export type SharedNumber = (typeof SHARED_NUMBERS)[number];
