import { STANDARD_BEHAVIORS } from '../../src/leads/lead';
import { element, textField } from './fields';

const LIST_ID = 'nurture-behavior-names';

/** A field for a behavior's name that suggests the standard ones and takes any other. */
export function behaviorField(label: string, value: string): HTMLInputElement {
  offerNames();
  return textField(label, value, { list: LIST_ID, autocomplete: 'off', spellcheck: 'false' });
}

/** One list of names for the whole page. */
function offerNames(): void {
  if (document.getElementById(LIST_ID)) return;
  const options = STANDARD_BEHAVIORS.map((name) => element('option', { value: name }));
  document.body.append(element('datalist', { id: LIST_ID }, options));
}
