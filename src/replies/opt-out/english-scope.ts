import { wordSet, type Scope } from './grammar';

/** Whether an English verb is a request: who is to do it, and is it denied, asked about or supposed? */

const SKIPPED = wordSet(
  'please pls plz plse kindly just ok okay so and now really ever the hell fuck fucking damn bloody seriously literally ' +
    'immediately also then again hey hi hello yo sir maam all already still once simply either finally permanently go ahead',
);
const NEGATIONS = wordSet(
  'dont donot dun dunt not never doesnt didnt wont cant cannot couldnt wouldnt shouldnt isnt arent wasnt havent hasnt aint nothing ' +
    'nobody nor without hardly',
);
const WISHES = wordSet(
  'want wants wanted wanna need needs needed like love ask asks asked asking tell told telling beg begging request requested ' +
    'requesting prefer wish wished have got try tried trying demand demanding time way how where order going ready choose ' +
    'decided option best supposed would says said warned warning button hoping hope instructions able happy',
);
const OTHERS = wordSet('he she they we it people everyone nobody things does');
const SUPPOSED = wordSet(
  'if when why who did does do has have had was were until unless after before since while because that which whether whenever',
);
const MODALS = wordSet(
  'can could will would cant wont wouldnt couldnt please wish want wants wanted need make let lets should must may might',
);
const MUST = wordSet('should must need needs better gotta hafta can could will would may might shall');
/** Behind them a verb is a noun: `an opt-out fee`, `your stop`. */
const DETERMINERS = wordSet('a an the your my our any another every each');
const PAST = wordSet('was were almost nearly');
const YOU = wordSet('you u ya yall guys yous');
const SELF = wordSet('i we');

/** `mine`: the verb is one that the lead does herself, such as unsubscribe, so that "I unsubscribe" is a request. */
export function englishScope(words: readonly string[], at: number, mine: boolean): Scope {
  if (DETERMINERS.has(words[at - 1] ?? '')) return 'told';
  const before = words.slice(Math.max(0, at - 12), at).filter((word) => !SKIPPED.has(word));
  const [last = '', second = '', third = ''] = [...before].reverse();
  if (last === '') return 'asked';
  if (NEGATIONS.has(last)) return denied(second);
  if (last === 'unless' || last === 'mind') return 'asked';
  if (last === 'to') return infinitive(before.slice(0, -1), mine);
  if ((last === 'people' || last === 'guys') && YOU.has(second)) return yours(third, '');
  if (YOU.has(last)) return NEGATIONS.has(words[at] ?? '') ? 'told' : yours(second, third);
  if (SELF.has(last) || last === 'me' || last === 'us') return ours(second, third, last, mine);
  if (MUST.has(last)) {
    if (YOU.has(second)) return SUPPOSED.has(third) && third !== 'why' ? 'told' : 'asked';
    if (SELF.has(second)) return mine ? 'asked' : 'told';
    return NEGATIONS.has(second) ? 'kept' : 'told';
  }
  if (last === 'make' || last === 'let' || last === 'lets') return 'asked';
  if (OTHERS.has(last) || SUPPOSED.has(last)) return 'told';
  return 'asked';
}

function denied(subject: string): Scope {
  if (YOU.has(subject) || subject === 'they' || subject === 'texts' || subject === 'messages')
    return 'complained';
  if (subject === 'why') return 'asked';
  return SELF.has(subject) || OTHERS.has(subject) || subject === 'did' ? 'told' : 'kept';
}

/** `… to stop`: what governs it? */
function infinitive(before: readonly string[], mine: boolean): Scope {
  const rest = before.filter((word) => !YOU.has(word) && word !== 'them' && word !== 'people');
  const [governor = '', second = '', third = ''] = [...rest].reverse();
  if (governor === 'not') return 'kept';
  if (governor === 'free' && second === 'feel') return 'asked';
  if (
    governor === 'code' ||
    governor === 'word' ||
    governor === 'number' ||
    governor === 'text' ||
    governor === 'reply'
  )
    return 'asked';
  if ((governor === 'going' || governor === 'about') && (PAST.has(second) || PAST.has(third))) return 'told';
  if (governor === '') return mine ? 'asked' : 'told';
  if (SELF.has(governor) && second === 'do') return 'asked';
  if (
    (governor === 'these' || governor === 'this' || governor === 'it' || governor === 'texts') &&
    WISHES.has(second)
  )
    return 'asked';
  if (NEGATIONS.has(second) || NEGATIONS.has(third)) return WISHES.has(governor) ? 'kept' : 'told';
  if (WISHES.has(governor)) return second === 'did' || third === 'did' ? 'told' : 'asked';
  return second === 'how' || third === 'how' ? 'asked' : 'told';
}

/** `you stop`, after what? */
function yours(second: string, third: string): Scope {
  if (second === 'do' && third === 'how') return 'asked';
  if (second === '' || MODALS.has(second) || second === 'that') return 'asked';
  if (NEGATIONS.has(second))
    return third === 'why' || second === 'cant' || second === 'wont' ? 'asked' : 'told';
  return SUPPOSED.has(second) ? 'told' : 'asked';
}

/** `I unsubscribe`, `how do I stop`, `let me out`. */
function ours(second: string, third: string, self: string, mine: boolean): Scope {
  if (self === 'me' || self === 'us')
    return second === 'let' || second === 'make' || second === 'help' ? 'asked' : 'told';
  if (third === 'how') return 'asked';
  if (second === 'do' || second === 'can' || second === 'could' || second === 'may' || second === 'must')
    return mine ? 'asked' : 'told';
  return mine && second === '' ? 'asked' : 'told';
}
