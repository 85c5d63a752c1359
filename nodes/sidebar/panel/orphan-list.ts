import { button, element } from '../../editor/fields';
import type { ClockView, OrphansView } from '../../shared/admin-types';
import { shortTime } from './times';
import type { Words } from './words';

export interface OrphanList {
  readonly root: HTMLElement;
  show(orphans: readonly OrphansView[], clock: ClockView): void;
}

/** Waits whose node is deleted or disabled: how many, and a button by which a person ends them. Not there when there are none. */
export function orphanList(words: Words, end: (node: string) => void): OrphanList {
  const list = element('ul', { class: 'nurture-orphans' });
  const root = element('section', { class: 'nurture-orphaned', 'aria-label': words('orphans.title') }, [
    element('p', {}, [words('orphans.title')]),
    list,
  ]);
  root.hidden = true;
  return {
    root,
    show(orphans, clock) {
      root.hidden = orphans.length === 0;
      list.replaceChildren(
        ...orphans.map((one) =>
          element('li', {}, [
            line(words, one, clock),
            ' ',
            button(words('orphans.end'), () => {
              if (window.confirm(words('orphans.sure', { count: one.count }))) end(one.node);
            }),
          ]),
        ),
      );
    },
  };
}

function line(words: Words, { nodeName, count, next }: OrphansView, clock: ClockView): string {
  const name = nodeName || words('orphans.gone');
  const waiting = words('orphans.waiting', { count, name });
  if (next === null) return waiting;
  return `${waiting}, ${words('orphans.next', { time: shortTime(next, clock.now, clock.zone) })}`;
}
