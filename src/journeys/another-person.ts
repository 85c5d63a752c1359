import type { JsonObject } from '../json';
import type { ToldOfLead } from '../leads/lead';
import { isAnotherPerson, personOf, type SharedNumber } from '../leads/model/person';
import type { Draft } from '../store/draft';
import { activeEnrollments } from './exits';

/** The number gate reads it, and it is of the phone. */
const OF_THE_PHONE = 'phone_unreachable';

/**
 * Two people may have one phone: Ana entered, then Ben writes with her number. No text mixes the two: what was known of the first is
 * forgotten at the lead, and journeys under way keep the person who entered them.
 */
export function changePerson(draft: Draft, told: ToldOfLead, shared: SharedNumber = 'as_entered'): void {
  const { lead } = draft.lead;
  const before = personOf(lead);
  if (!isAnotherPerson(before, told)) return;
  if (shared === 'as_entered') {
    for (const { id, person } of activeEnrollments(draft)) {
      if (!person) draft.add({ kind: 'person_kept', id, person: before });
    }
  }
  const fields: JsonObject = {};
  for (const key of Object.keys(lead.fields)) if (key !== OF_THE_PHONE) fields[key] = null;
  draft.add({ kind: 'lead_set', set: { clear: ['firstName', 'lastName'], fields } });
  draft.add({ kind: 'note', note: { kind: 'another_person', at: draft.now } });
}
