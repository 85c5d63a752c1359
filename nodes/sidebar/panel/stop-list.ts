import { button, element } from '../../editor/fields';
import type { ClockView, ResumeCommand, StopView } from '../../shared/admin-types';
import { shortTime } from './times';
import type { Words } from './words';

export interface StopList {
  readonly root: HTMLElement;
  show(stops: readonly StopView[], clock: ClockView): void;
}

/** What a person has to look at: why texts are held or fail, and a button by which they go on. Not there when there is nothing. */
export function stopList(words: Words, resume: (what: ResumeCommand) => void): StopList {
  const list = element('ul', { class: 'nurture-orphans' });
  const root = element(
    'section',
    { class: 'nurture-stopped', role: 'alert', 'aria-label': words('stops.title') },
    [element('p', {}, [words('stops.title')]), list],
  );
  root.hidden = true;
  return {
    root,
    show(stops, clock) {
      root.hidden = stops.length === 0;
      list.replaceChildren(
        ...stops.map((stop) =>
          element('li', {}, [
            stop.says,
            ' ',
            element('span', { class: 'nurture-quiet' }, [
              words('stops.since', { time: shortTime(stop.since, clock.now, clock.zone) }),
            ]),
            ' ',
            button(words(stop.kind === 'question' ? 'stops.seen' : 'stops.resume'), () => {
              const what = commandOf(stop);
              if (what) resume(what);
            }),
          ]),
        ),
      );
    },
  };
}

function commandOf({ kind, account, journey }: StopView): ResumeCommand | undefined {
  if (journey !== undefined) return { journey };
  if (account === undefined) return undefined;
  return kind === 'limit' ? { limit: account } : { account };
}
