import { element } from './fields';

/** The editor takes a reference to a variable of the environment for valid, whatever it may be at run time. */
const VARIABLE = /^\$(\{\w+\}|\(\w+\))$/;

/**
 * Says below each field of the open dialog what is wrong with it; the editor itself only has a tooltip, which keyboards,
 * screen readers and fingers do not find. Properties that say so somewhere else in the form are left to that place. Sees the
 * fields as they stand, also the first time, when the editor has filled them all.
 */
export function sayProblems(node: EditorNode, form: JQuery, prefix: string): void {
  const update = (): void => {
    for (const [property, { validate }] of Object.entries(node._def.defaults)) {
      const input = document.getElementById(`${prefix}-${property}`);
      const isSaid = form.find(`[data-problem="${property}"], [data-says="${property}"]`).length > 0;
      if (!validate || !input || isSaid) continue;
      const said = validate.call(node, valueOf(input), {});
      placeFor(input).textContent = typeof said === 'string' && !isVariable(input) ? said : '';
    }
  };
  form.on('input change', update);
  setTimeout(update, 0);
}

function valueOf(input: HTMLElement): unknown {
  if (input instanceof HTMLInputElement && input.type === 'checkbox') return input.checked;
  return $(input).val();
}

function isVariable(input: HTMLElement): boolean {
  return VARIABLE.test(String(valueOf(input)));
}

/** The paragraph at the end of the field's row. */
function placeFor(input: HTMLElement): HTMLElement {
  const id = `${input.id}-problem`;
  const there = document.getElementById(id);
  if (there) return there;
  const place = element('p', { id, class: 'nurture-problem nurture-field-problem', role: 'status' });
  const described = [input.getAttribute('aria-describedby'), id].filter(Boolean).join(' ');
  input.setAttribute('aria-describedby', described);
  (input.closest('.form-row') ?? input).append(place);
  return place;
}
