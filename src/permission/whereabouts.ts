import { isJsonObject } from '../json';
import type { Lead } from '../leads/lead';
import stateNames from './data/state-names.json';
import { areaOf, candidateZones, zonesOfState } from './zones';

/** Where a lead may be: what the hours of states and zones are looked up with. */
export interface Whereabouts {
  /** A text may go out only when it is allowed in all of them; empty when nothing is known. */
  readonly zones: readonly string[];
  /** US states whose rules may bind; `any` when she may be in any of them. */
  readonly states: readonly string[] | 'any';
  /** False when she surely is outside the United States. */
  readonly inUs: boolean;
}

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

/**
 * Where the lead may be. Her zones: the one that was told as such; or else all of her area code and of the state in
 * her address, for a person who moved keeps her number (both must be open). The states whose rules may bind: of her area
 * code and of her address, also when her zone is told: Florida presumes that a Florida number is a resident's
 * (Fla. Stat. 501.059(8)(d), read November 2026).
 */
export function whereabouts(
  lead: Pick<Lead, 'phone' | 'zone' | 'fields'>,
  store: { readonly defaultZone: string },
): Whereabouts {
  const state = stateOf(lead);
  const key = `${lead.phone.slice(0, 5)}|${lead.zone ?? ''}|${state ?? ''}|${store.defaultZone}`;
  const before = known.get(key);
  if (before) return before;
  if (known.size >= MOST_PLACES) known.clear();
  const found = find(lead, state, store);
  known.set(key, found);
  return found;
}

function find(
  lead: Pick<Lead, 'phone' | 'zone'>,
  state: string | undefined,
  store: { readonly defaultZone: string },
): Whereabouts {
  const zones = candidateZones(lead, store);
  const isTold = lead.zone !== undefined && zones.length === 1 && zones[0] === lead.zone;
  const inState = state === undefined || isTold ? [] : zonesOfState(state);
  const usState = state === undefined || PROVINCES.includes(state) ? [] : [state];
  const area = areaOf(lead.phone);
  const isUsArea = area?.country === 'US' || US_TERRITORIES.includes(area?.country ?? '');
  return {
    // A number of another country with an address in a state tells less than the address.
    zones: [...new Set([...(lead.phone.startsWith('+1') || inState.length === 0 ? zones : []), ...inState])],
    states:
      lead.phone.startsWith('+1') && !area
        ? 'any'
        : [...new Set([...(area?.country === 'US' ? area.states : []), ...usState])],
    inUs: usState.length > 0 || isUsArea || (lead.phone.startsWith('+1') && !area),
  };
}

/** The state or province of her address: the field `state` or `province` of the lead, or of her field `address`. */
function stateOf({ fields }: Pick<Lead, 'fields'>): string | undefined {
  const address = fields['address'];
  const told =
    fields['state'] ?? fields['province'] ?? (isJsonObject(address) ? address['state'] : undefined);
  return typeof told === 'string' && told.length < 40 ? NAMES.get(told.trim().toLowerCase()) : undefined;
}
