import { CHANGED_TOPIC, type ChangedEvent } from '../../shared/admin-types';
import { panel } from './panel';
import type { Words } from './words';

const TAB = 'lead-nurture';

/** Adds the sidebar "Lead nurture" and keeps it up to date with the runtime. */
export function registerSidebar(plugin: EditorPlugin): void {
  const words: Words = (key, values) => plugin._(key, values);
  const shown = panel(words);
  RED.sidebar.addTab({
    id: TAB,
    label: words('title'),
    name: words('name'),
    iconClass: 'fa fa-comments-o',
    content: shown.root,
    enableOnEdit: true,
    action: `${TAB}:show`,
  });
  // Wherever the editor shows the tab: Node-RED 4 calls its `onchange` too early, and 5 has several places for it.
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) shown.refresh();
  }).observe(shown.root);
  RED.actions.add(`${TAB}:show`, () => RED.sidebar.show(TAB));
  RED.comms.subscribe(CHANGED_TOPIC, (_topic, event) => shown.changed(readEvent(event)));
  RED.events.on('deploy', () => shown.refresh());
}

function readEvent(event: unknown): ChangedEvent | undefined {
  if (typeof event !== 'object' || event === null || !('store' in event) || typeof event.store !== 'string')
    return undefined;
  const lead = 'lead' in event && typeof event.lead === 'string' ? event.lead : undefined;
  return lead === undefined ? { store: event.store } : { store: event.store, lead };
}
