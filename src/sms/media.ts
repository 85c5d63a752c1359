import { renderText } from '../texts/render';

/** Twilio docs, message resource and error 21623, read 2026-11. */
export const MOST_MEDIA = 10;

/** The media URLs of a text with their placeholders filled in. Empty templates are left out. */
export function readMedia(
  templates: readonly string[],
  view: Parameters<typeof renderText>[1],
):
  { readonly ok: true; readonly urls: readonly string[] } | { readonly ok: false; readonly problem: string } {
  const urls: string[] = [];
  for (const template of templates) {
    if (template.trim() === '') continue;
    const rendered = renderText(template, view);
    if (!rendered.ok) return { ok: false, problem: `A media URL cannot be filled in. ${rendered.problem}` };
    const url = httpsAddress(rendered.text.trim());
    if (url === undefined) {
      return {
        ok: false,
        problem:
          'A media URL came out as no https address. It must begin with https:// and name a file, in one line.',
      };
    }
    urls.push(url);
  }
  if (urls.length <= MOST_MEDIA) return { ok: true, urls };
  return {
    ok: false,
    problem: `A text can have at most ${MOST_MEDIA} media URLs; this one has ${urls.length}.`,
  };
}

/** As an address is written (RFC 3986): what may not stand in one is encoded. undefined when it is no address. */
function httpsAddress(text: string): string | undefined {
  // A URL leaves line breaks out, and its address would be another.
  const whole = text.replace(/%(?![0-9a-f]{2})/gi, '%25');
  if (/\p{Cc}/u.test(text) || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (url.protocol !== 'https:') return undefined;
  const below = (url.pathname + url.search + url.hash).replace(
    /[^\w.~:/?#@!$&'()*+,;=%-]/g,
    encodeURIComponent,
  );
  return url.href.slice(0, url.href.length - (url.pathname + url.search + url.hash).length) + below;
}
