import { button, element } from '../../editor/fields';
import type { ClockCommand, ClockView } from '../../shared/admin-types';
import { fromNow, fullTime } from './times';
import type { Words } from './words';

const DAY_MS = 24 * 60 * 60_000;
/** How long a day takes when it is run, seconds. */
const DAY_SECONDS = 10;

export interface ClockBox {
  readonly root: HTMLElement;
  /** undefined, or a real clock: the box is not there. */
  show(clock: ClockView | undefined): void;
}

/** The try-out clock: what time it is there, and the buttons that move it. */
export function clockBox(words: Words, command: (command: ClockCommand) => void): ClockBox {
  const time = element('strong', { class: 'nurture-clock-time' });
  const zone = element('span', { class: 'nurture-quiet' });
  const next = element('p', { class: 'nurture-clock-next' });
  const jump = button(words('clock.next'), () => command({ do: 'next' }));
  const run = button(words('clock.day'), () => command({ do: 'run', ms: DAY_MS, seconds: DAY_SECONDS }));
  const stop = button(words('clock.stop'), () => command({ do: 'stop' }));
  const root = element('section', { class: 'nurture-clock', 'aria-label': words('clock.title') }, [
    element('div', { class: 'nurture-clock-now' }, [
      element('i', { class: 'fa fa-clock-o', 'aria-hidden': 'true' }),
      time,
      zone,
    ]),
    next,
    element('div', { class: 'nurture-buttons' }, [jump, run, stop]),
  ]);
  root.hidden = true;

  let shown: { readonly clock: ClockView; readonly since: number } | undefined;
  /** The clock runs on between two readings. */
  const draw = (): void => {
    if (!shown) return;
    const clock = { ...shown.clock, now: shown.clock.now + (performance.now() - shown.since) };
    time.textContent = fullTime(clock.now, clock.zone);
    zone.textContent = clock.zone;
    next.textContent = clock.running ? words('clock.running') : nextLine(words, clock);
  };
  setInterval(() => {
    if (root.offsetParent !== null) draw();
  }, 1000);

  return {
    root,
    show(clock) {
      root.hidden = clock?.mode !== 'try_out';
      shown = clock && { clock, since: performance.now() };
      if (!clock) return;
      draw();
      jump.disabled = clock.running || clock.next === null;
      run.disabled = clock.running;
      stop.hidden = !clock.running && !(clock.playing && clock.next !== null);
    },
  };
}

function nextLine(words: Words, clock: ClockView): string {
  if (!clock.next) return words('clock.nothing');
  const due = words('clock.due', { what: clock.next.what, when: fromNow(clock.next.at, clock.now) });
  return clock.playing ? `${due}. ${words('clock.playing')}` : due;
}
