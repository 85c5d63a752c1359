import assert from 'node:assert/strict';
import type { ReplyReading } from '../../src/leads/reply';
import { readReply } from '../../src/replies/reading';

type Kind = ReplyReading['kind'];

const readings: [Kind, string, readonly string[]][] = [
  [
    'opt_out',
    'the words of the FCC and of Twilio, and ALTO and ARRÊT',
    [
      ...['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE'],
      ...['OPT OUT', 'OPTOUT', 'opt-out', 'ALTO', 'ARRET', 'ARRÊT', 'arrêt'],
    ],
  ],
  [
    'opt_out',
    'however they are typed',
    [
      ...[
        'stop',
        ' Stop. ',
        'STOP!!!',
        'ＳＴＯＰ',
        's t o p',
        'S.T.O.P.',
        'S-T-O-P',
        'sToP',
        '"STOP"',
        '(stop)',
      ],
      ...[
        'ST\u0000OP',
        'STOP\u0000',
        's\u200bt\u200bo\u200bp',
        'STOP\n',
        '\tstop',
        '\u202aStop\u202c',
        'ⓢⓣⓞⓟ',
      ],
      ...['stop stop stop', 'STOP STOP', 'Stop 🛑', 'stop🙏', 'opt–out', 'Arre\u0302t'],
    ],
  ],
  [
    'opt_out',
    'with a signature below',
    [
      'STOP\n\nSent from my iPhone',
      'Stop\r\nSent from my iPhone',
      'Unsubscribe\n\n-- \nAna Lopez\nLopez Realty',
      'stop\n> Hey Ana, welcome onboard! Reply STOP to opt out',
      'STOP\nOn Mon, Nov 23, 2026 Bright wrote:\nHey Ana',
    ],
  ],
  [
    'opt_out',
    'with courtesy around them',
    [
      'please stop',
      'Stop please',
      'STOP PLEASE',
      'Stop, thank you',
      'plz stop',
      'unsubscribe please',
      'Please STOP!',
    ],
  ],
  [
    'opt_out',
    'plain requests',
    [
      ...['stop texting me', 'Stop texting me!!', 'please stop texting me', 'quit texting me', 'remove me'],
      ...[
        'please take me off your list',
        'lose my number',
        'no more texts',
        'Don’t text me',
        "don't text me again",
      ],
      ...['no stop', 'Deja de enviarme mensajes'],
    ],
  ],
  ['opt_out', 'signs', ['🛑', '🛑🛑🛑', ' 🛑 ', '🚫', '⛔️', '✋ no more', '✋🏽 No more!']],
  [
    'opt_out',
    'mistyped (scenario 36)',
    [
      ...[
        'Stpo',
        'stopp plz',
        'unsubcribe',
        'Dtop',
        'sotp',
        'syop',
        'st0p',
        'stoooop',
        'sto p',
        'unsuscrbe',
        'cancle',
      ],
      ...['stpo texting me', 'remvoe me from your list', 'stop mesaging me', 'on subscribe'],
    ],
  ],
  [
    'opt_out',
    'requests inside longer replies (scenario 37)',
    [
      "I've asked three times, no more texts",
      'who is this? stop texting me',
      'This is spam. Stop.',
      'wrong number please remove me',
      'How do I unsubscribe from this?',
      'can you take me off this list please',
      'stop I never asked for this',
      'Not interested. Stop.',
      'do not text or call this number again',
      'I revoke my consent',
    ],
  ],
  [
    'opt_out',
    'Spanish, French, German and Portuguese (scenario 50)',
    [
      ...[
        'ALTO',
        'BASTA',
        'quiero darme de baja',
        'No me manden más mensajes',
        'bórrame de la lista',
        'no mas',
      ],
      ...[
        "Arrêtez de m'envoyer des messages",
        'ne me contactez plus',
        'désabonnez-moi',
        'STOP svp',
        'laissez-moi tranquille',
      ],
      ...[
        'Abmelden',
        'Hören Sie auf, mir zu schreiben',
        'keine SMS mehr bitte',
        'nehmen Sie mich von der Liste',
      ],
      ...[
        'Parar',
        'pare de me mandar mensagens',
        'não quero mais receber mensagens',
        'me tire da lista',
        'sair',
      ],
    ],
  ],
  [
    'unclear',
    'what may be one and may not',
    [
      ...[
        'wrong number',
        'You have the wrong number',
        'f off',
        '🖕',
        '✋',
        'not interested',
        'Stop?',
        'stop lol',
        'stop 😂',
      ],
      ...[
        'stop texting after 9pm',
        'pause until January',
        'unsubscribe from promos only',
        'I hate these texts',
        'reported',
      ],
      ...[
        'número equivocado',
        'mauvais numéro',
        'falsche Nummer',
        'número errado',
        'You never stop texting me',
      ],
    ],
  ],
  [
    'text',
    'the opposite, and what is told or asked',
    [
      ...[
        "don't stop",
        'please don’t take me off the list',
        'do not cancel my texts',
        'never stop texting me haha',
      ],
      ...[
        'why did you stop texting me?',
        'I stopped getting your texts',
        'what happens if I text STOP?',
        'do I have to reply STOP?',
      ],
      ...['I accidentally unsubscribed', "I don't text much, call me", 'dont forget to text me'],
      ...['no dejes de escribirme', "n'arrêtez pas", 'bitte nicht aufhören', 'não pare de mandar'],
    ],
  ],
  [
    'text',
    'other things that are stopped, cancelled and removed',
    [
      ...[
        'stop payment on my check',
        'remove me from the waitlist',
        'please remove the couch',
        'take me off hold please',
      ],
      ...[
        'I want to quit smoking',
        'can you cancel my reservation?',
        'Please stop my order from shipping',
        'drop me a text',
      ],
      ...[
        'cancelar mi cita',
        'je veux annuler mon rendez-vous',
        'Termin absagen',
        'quero cancelar minha consulta',
        "l'arrêt de bus",
      ],
      ...['anmelden bitte', 'shop', 'step', 'top', 'to be', 'plan b'],
    ],
  ],
  [
    'text',
    'sentences that only contain such a word',
    [
      ...[
        'Can I stop by at 3?',
        "don't stop sending these lol",
        'when does the sale end?',
        'please cancel my order',
      ],
      ...[
        'I quit my job so I have time now',
        "what's the end date?",
        'cancel my order',
        'stop by anytime',
        'end of the month',
      ],
      ...['the bus stop', 'unstoppable', 'weekend', 'STOP\nby the store tomorrow', 'full stop'],
    ],
  ],
  [
    'text',
    'answers',
    [
      'YES',
      'yes please',
      'Y',
      'No',
      'nope',
      '👍',
      '👎',
      '1',
      '',
      ' ',
      '\u0000',
      '???',
      'a b',
      'no more than 5 seats',
    ],
  ],
  ['text', 'requests for later', ['text me next Tuesday after 5', 'not now, maybe in spring']],
  ['opt_in', 'START and UNSTOP', ['START', 'start.', ' Unstop ', 'ＳＴＡＲＴ', 'START\nSent from my iPhone']],
  ['text', 'other uses of start', ['restart my quote', 'when can we start', 'start with the basic plan']],
  ['help', 'HELP and INFO', ['HELP', 'help', 'Info.', 'INFO', 'help!']],
  [
    'text',
    'requests for help',
    ['can you help me with the setup', 'more info on pricing please', 'need help'],
  ],
  [
    'reaction',
    'tapbacks',
    [
      'Liked "Saw you were checking out our pricing…"',
      'Liked “Hey Ana, welcome onboard! Reply STOP to opt out”',
      'Emphasized “STOP”',
      'Emphasised “Hey Ana”',
      'Loved "Hey Ana"',
      'Laughed at “Hey\nAna”',
      'Disliked “Last call: Reply STOP to opt out”',
      'Questioned “TAKE10”',
      'Removed a heart from “Hey Ana”',
      'Removed an exclamation mark from “Hey Ana”',
      'Liked an image',
      '👍 to “Hey Ana, Reply STOP to opt out”',
      '\u200a\u200b👍\u200b to “\u200aHey Ana\u200a”\u200a',
      '❤️ to “Hey Ana”',
      '👍🏽 to "Hey Ana"',
      'Reacted 😂 to “Hey Ana”',
      'Removed 👍 from “Hey Ana”',
    ],
  ],
  [
    'text',
    'what begins like a tapback',
    [
      'Liked "the offer" but what does it cost',
      'Loved it!',
      'Liked your place',
      '👍 to that',
      'Questioned by my boss, can you send the invoice?',
    ],
  ],
  [
    'auto_text',
    'what machines send',
    [
      "I'm driving right now and will reply later. (Auto-reply)",
      'I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get where I’m going.',
      "(I'm not receiving notifications. If this is urgent, reply “urgent”.)",
      'Auto-reply: I am away. Urgent? Call the office.',
      '[Automatic Reply] Back on Monday',
      'This is an automated message. Nobody reads this number.',
      'Out of office until 5 May',
      'This number does not accept SMS',
      'This number does not accept SMS.',
      'The number you are texting cannot receive text messages',
      'This mailbox is not monitored.',
    ],
  ],
  [
    'text',
    'what only sounds like a machine',
    [
      'Is this an automated message?',
      'auto reply?',
      'I am out of the office until Monday, can we talk then?',
      "I'm driving, call me later",
      'my number does not accept sms from you',
    ],
  ],
];

describe('reading a reply', () => {
  for (const [kind, what, texts] of readings) {
    describe(`${kind}: ${what}`, () => {
      for (const text of texts) {
        it(JSON.stringify(text), () => assert.equal(readReply(text).kind, kind));
      }
    });
  }

  it('tells the rule it went by', () => {
    assert.deepEqual(readReply('Stop.'), { kind: 'opt_out', rule: 'opt_out.en.keyword' });
    assert.deepEqual(readReply('stop texting me'), { kind: 'opt_out', rule: 'opt_out.en.request' });
    assert.deepEqual(readReply('🛑'), { kind: 'opt_out', rule: 'opt_out.sign' });
    assert.deepEqual(readReply('Baja'), { kind: 'opt_out', rule: 'opt_out.es.keyword', language: 'es' });
    assert.deepEqual(readReply('wrong number'), { kind: 'unclear', rule: 'opt_out.en.statement' });
    assert.deepEqual(readReply('Hilfe'), { kind: 'help', rule: 'help.word', language: 'de' });
    assert.deepEqual(readReply('start'), { kind: 'opt_in', rule: 'opt_in.word' });
    assert.deepEqual(readReply('help'), { kind: 'help', rule: 'help.word' });
  });

  const hostile: [string, string][] = [
    ['one letter', 'a'],
    ['blanks between two letters', ' '],
    ['line ends', '\n'],
    ['single letters', 's '],
    ['marks', '\u0301\u0323'],
    ['letters that decompose to eighteen', '\ufdfa'],
    ['repeated words', 'stop '],
    ['courtesy', 'please '],
    ['opening brackets', '(auto '],
    ['labels', '(auto-reply?) '],
    ['dots', '. '],
    ['emoji', '👍'],
    ['halves of emoji', '\ud83d'],
    ['quotes', 'Liked “'],
    ['signatures', '\nsent from'],
    ['NUL', '\u0000'],
    ['full-width letters', 'Ｓ'],
    ['links', 'http://a?b'],
  ];
  // How long each takes is measured by the bench.
  for (const [what, piece] of hostile) {
    it(`of 1,600 times ${what} is no opt-out and no keyword`, () => {
      const { kind } = readReply(`x${piece.repeat(1600)}`.slice(0, 1599) + 'x');
      assert.ok(['text', 'reaction', 'auto_text', 'unclear'].includes(kind), kind);
    });
  }
});
