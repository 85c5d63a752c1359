import assert from 'node:assert/strict';
import { readReply } from '../../../src/replies/reading';

/** As phones write them, by language; the quoted text asks to stop, and it is ours. */
const REACTIONS: readonly (readonly [language: string, texts: readonly string[]])[] = [
  [
    'English, iOS and Google Messages',
    [
      ...[
        'Liked “Reply STOP to end”',
        'Loved "Reply STOP to end"',
        'Laughed at “STOP”',
        'Emphasized “STOP”',
        'Emphasised “STOP”',
      ],
      ...[
        'Questioned “Reply STOP”',
        'Disliked “STOP”',
        'Removed a heart from “STOP”',
        'Removed an exclamation from “STOP”',
      ],
      ...[
        'Reacted 😂 to “Reply STOP to end”',
        'Removed 😂 from “STOP”',
        'Reacted with a sticker to “STOP”',
        '👍 to “Reply STOP”',
      ],
      ...[
        'Loved an image',
        'Liked a movie',
        'Liked a contact',
        'Loved a voice message',
        'Loved a sticker',
        'Laughed at a GIF',
      ],
      ...[
        'Loved “Hi Ana, Bright here. Your kayak is ready to be picked up. Reply ST',
        'Liked “Hi Ana…”',
        'Reacted ❤️ to a photo',
      ],
      ...[
        '\u200a\u200b👍\u200b to "\u200aReply STOP\u200a"\u200a',
        'Reacted 👍🏽 to “STOP”',
        'Reacted 👨‍👩‍👧 to “STOP”',
        'You unsent a message',
      ],
    ],
  ],
  [
    'Spanish',
    [
      ...[
        'Le gustó “Responde STOP”',
        'Le encantó “STOP”',
        'Le dio risa “STOP”',
        'Exclamó por “STOP”',
        'Dudó sobre “STOP”',
      ],
      ...[
        'No le gustó “STOP”',
        'Reaccionó con 😂 a “STOP”',
        'Le encantó una imagen',
        'Le ha encantado “STOP”',
        'Se rió de “STOP”',
      ],
    ],
  ],
  [
    'French',
    [
      ...[
        'A adoré « Répondez STOP »',
        'A aimé « STOP »',
        'N’a pas aimé « STOP »',
        'A ri de « STOP »',
        'A mis en évidence « STOP »',
      ],
      ...[
        'A posé une question sur « STOP »',
        "S'est interrogé(e) sur « STOP »",
        'A réagi avec 😂 à « STOP »',
        'A réagi ❤️ à « STOP »',
      ],
      ...[
        'a attribué la mention « Adore » à « STOP »',
        'A retiré la mention « Adore » de « STOP »',
        'A aimé une image',
      ],
      'A retiré la réaction 😂 à « STOP »',
    ],
  ],
  [
    'German',
    [
      'Gefällt „STOP“',
      'Reagierte mit 👍 auf „STOP“',
      '„Antworte STOP“ gefällt mir',
      'Lacht über „STOP“',
      'Hat ein Herz „STOP“',
    ],
  ],
  [
    'Portuguese',
    [
      'Curtiu “STOP”',
      'Amou “STOP”',
      'Riu de “STOP”',
      'Não gostou de “STOP”',
      'Reagiu com 😂 a “STOP”',
      'Curtiu uma imagem',
    ],
  ],
  [
    'Italian',
    [
      'Ha messo mi piace a “STOP”',
      'Ha adorato “STOP”',
      'Ha riso a “STOP”',
      'Ha reagito con 😂 a “STOP”',
      'Ha enfatizzato “STOP”',
    ],
  ],
  ['Dutch', ['Vond leuk “STOP”', 'Lachte om “STOP”', 'Benadrukte “STOP”', 'Reageerde met 😂 op “STOP”']],
  ['Polish', ['Polubił „STOP”', 'Uwielbia „STOP”', 'Zareagował 😂 na „STOP”', 'Podkreśliła „STOP”']],
  ['Chinese', ['喜欢“STOP”', '大笑“STOP”', '强调了“STOP”', '用 😂 回应了“STOP”']],
  ['Korean', ['좋아요: “STOP”', '“STOP”에 좋아요 표시함', '😂 반응: “STOP”', '사랑해요 “STOP”']],
  [
    'Japanese',
    ['「STOP」に“いいね”しました', 'いいね「STOP」', '「STOP」に😂でリアクションしました', 'ハート「STOP」'],
  ],
];

describe('a reaction of a phone', () => {
  for (const [language, texts] of REACTIONS) {
    describe(language, () => {
      for (const text of texts)
        it(`${JSON.stringify(text)} is no answer, and no opt-out`, () =>
          assert.equal(readReply(text).kind, 'reaction'));
    });
  }

  const OTHERS = [
    ...[
      'Liked it a lot',
      'Loved the "Pro" plan, tell me more',
      'I loved “Dune”',
      'Liked',
      'Love it',
      '👍',
      '👍 to all',
      '5 to “go”',
    ],
    ...[
      'A aimé',
      'me encantó',
      'Gefällt mir',
      'adorei',
      'Loved your image of the kayak, how much is it?',
      "'ok' is fine",
    ],
    ...['“Pro” please', 'Reacted well to "your plan"', 'an image', 'Questioned my bill'],
  ];
  for (const text of OTHERS) it(`is not "${text}"`, () => assert.equal(readReply(text).kind, 'text'));

  const STOPS = ['Liked "Hi". Stop texting me', 'Edited to “STOP”', '“STOP”', 'STOP "please"'];
  for (const text of STOPS)
    it(`hides no request: ${text}`, () => assert.equal(readReply(text).kind, 'opt_out'));

  it('does not hide a word behind the quotation', () =>
    assert.equal(readReply('Disliked “Hi Ana” STOP').kind, 'unclear'));

  it('that was changed is what it was changed to', () =>
    assert.equal(readReply('Edited to “Tomorrow at 5 works”').kind, 'text'));
});
