import type { Enrollment } from '../../src/leads/enrollment';
import type { LeadRecord, Note } from '../../src/leads/record';

interface Line {
  readonly at: number;
  readonly text: string;
}

/** What happened to a lead besides the texts, oldest first, in words for people. */
export function historyOf(record: LeadRecord): Line[] {
  const lines: Line[] = [
    ...record.behaviors.map(({ at, name }) => ({ at, text: name.replaceAll('_', ' ') })),
    ...record.ledger.map(({ recordedAt, kind, channel }) => ({
      at: recordedAt,
      text: `${LEDGER_WORDS[kind]} (${channel})`,
    })),
    ...record.enrollments.flatMap(enrollmentLines),
    ...record.notes.map(noteLine),
  ];
  return lines.sort((a, b) => a.at - b.at);
}

const LEDGER_WORDS = { consent: 'consent given', opt_out: 'opted out', opt_in: 'opted in' } as const;

function enrollmentLines({ journeyName, enteredAt, state }: Enrollment): Line[] {
  const entered: Line = { at: enteredAt, text: `entered ${journeyName}` };
  switch (state.status) {
    case 'active':
      return [entered];
    case 'completed':
      return [entered, { at: state.endedAt, text: `completed ${journeyName}` }];
    case 'converted':
      return [entered, { at: state.endedAt, text: `converted in ${journeyName}` }];
    case 'exited':
      return [
        entered,
        { at: state.endedAt, text: `left ${journeyName}: ${state.reason.replaceAll('_', ' ')}` },
      ];
  }
}

function noteLine(note: Note): Line {
  if (note.kind === 'turned_away') {
    return { at: note.at, text: `not let into ${note.journeyName}: ${note.reason.replaceAll('_', ' ')}` };
  }
  const { verdict } = note;
  return { at: note.at, text: verdict.answer === 'allow' ? 'not sent' : `not sent: ${verdict.because}` };
}
