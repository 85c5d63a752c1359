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
    const url = rendered.text.trim();
    if (!isHttps(url)) {
      return {
        ok: false,
        problem: 'A media URL came out as no https address. It must begin with https:// and name a file.',
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

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
