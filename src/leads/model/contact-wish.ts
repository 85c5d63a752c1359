/** What a lead wants of us instead of no texts at all: no calls, no e-mails, or at most so many texts. */
export type ContactWish =
  | { readonly channel: 'calls' | 'emails'; readonly wanted: 'no' }
  | { readonly channel: 'texts'; readonly most: number; readonly per: Period };

export type Period = 'day' | 'week' | 'month';

/** All such wishes of a lead, the last of each channel. */
export interface ContactWishes {
  readonly calls?: 'no';
  readonly emails?: 'no';
  /** At most so many texts. */
  readonly texts?: { readonly most: number; readonly per: Period };
}

/** What is wanted after one more wish. */
export function withWish(before: ContactWishes, wish: ContactWish): ContactWishes {
  switch (wish.channel) {
    case 'calls':
      return { ...before, calls: wish.wanted };
    case 'emails':
      return { ...before, emails: wish.wanted };
    case 'texts':
      return { ...before, texts: { most: wish.most, per: wish.per } };
  }
}

/** For people: `no calls`, `at most 1 text a week`. */
export function wishInWords(wish: ContactWish): string {
  switch (wish.channel) {
    case 'calls':
      return 'no calls';
    case 'emails':
      return 'no e-mails';
    case 'texts':
      return `at most ${wish.most} ${wish.most === 1 ? 'text' : 'texts'} a ${wish.per}`;
  }
}
