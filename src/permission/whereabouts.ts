import { isJsonObject } from '../json';
import type { Lead } from '../leads/lead';
import { isPlace } from '../leads/zones';
import stateNames from './data/state-names.json';
import { countriesOf } from './places/country-zones';
import { areaOf, candidateZones, zonesOfState, type Told } from './zones';

/** Where a lead may be: what the hours of states and zones are looked up with. */
export interface Whereabouts {
  /** A text may go out only when it is allowed in all of them; empty when nothing is known. */
  readonly zones: readonly string[];
  /** US states whose rules may bind; `any` when she may be in any of them. */
  readonly states: readonly string[] | 'any';
  /** False when the lead surely is outside the United States. */
  readonly inUs: boolean;
  /** Whether the number is outside the North American plan: not at all, of the store's own country, or of another one. */
  readonly abroad: Abroad;
}

export type Abroad = 'no' | 'own_country' | 'other_country';

/** Where the law of the United States counts too. */
const US_TERRITORIES = ['PR', 'VI', 'GU', 'AS', 'MP'];
const PROVINCES = ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'];
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(stateNames.names).flatMap(([code, name]) => [
    [code.toLowerCase(), code],
    [name.toLowerCase(), code],
  ]),
);
const known = new Map<string, Whereabouts>();
const MOST_PLACES = 2_000;

/** What a store says about places. */
export interface StorePlace {
  /** IANA. */
  readonly defaultZone: string;
  /** ISO 3166; left out: not known. */
  readonly country?: string | undefined;
}

/**
 * Where the lead may be. The zones: the one that somebody told who knows; or else all of the number and of the state in the
 * lead's address, for a person who moved keeps the number (all must be open). The states whose rules may bind: of the area
 * code and of the address, also when the zone is told: Florida presumes that a Florida number is a resident's
 * (Fla. Stat. 501.059(8)(d), read November 2026).
 */
export function whereabouts(lead: Told & Pick<Lead, 'fields'>, store: StorePlace): Whereabouts {
  const { phone, zone = '', zoneHint = '' } = lead;
  const state = stateOf(lead);
  const number = phone.startsWith('+1') ? phone.slice(0, 5) : countriesOf(phone).join();
  const key = `${number}|${zone}|${zoneHint}|${state ?? ''}|${store.defaultZone}|${store.country ?? ''}`;
  const before = known.get(key);
  if (before) return before;
  if (known.size >= MOST_PLACES) known.clear();
  const found = find(lead, state, store);
  known.set(key, found);
  return found;
}

function find(lead: Told, state: string | undefined, store: StorePlace): Whereabouts {
  const zones = candidateZones(lead, store);
  const isTold = lead.zone !== undefined && isPlace(lead.zone) && zones.includes(lead.zone);
  const inState = state === undefined || isTold ? [] : zonesOfState(state);
  const usState = state === undefined || PROVINCES.includes(state) ? [] : [state];
  const area = areaOf(lead.phone);
  const isUsArea = area?.country === 'US' || US_TERRITORIES.includes(area?.country ?? '');
  const isOfPlan = lead.phone.startsWith('+1');
  return {
    zones: [...new Set([...zones, ...inState])],
    states:
      isOfPlan && !area ? 'any' : [...new Set([...(area?.country === 'US' ? area.states : []), ...usState])],
    inUs: usState.length > 0 || isUsArea || (isOfPlan && !area),
    abroad: isOfPlan ? 'no' : abroadFor(lead.phone, store),
  };
}

function abroadFor(phone: string, { country }: StorePlace): Abroad {
  const countries = countriesOf(phone);
  return country !== undefined && countries.length === 1 && countries[0] === country
    ? 'own_country'
    : 'other_country';
}

/** The state or province of her address: the field `state` or `province` of the lead, or of her field `address`. */
function stateOf({ fields }: Pick<Lead, 'fields'>): string | undefined {
  const address = fields['address'];
  const told =
    fields['state'] ??
    fields['province'] ??
    (isJsonObject(address) ? (address['state'] ?? address['province']) : undefined);
  return typeof told === 'string' && told.length < 40 ? NAMES.get(told.trim().toLowerCase()) : undefined;
}
