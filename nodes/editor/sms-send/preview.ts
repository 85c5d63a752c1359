import type { E164, Lead } from '../../../src/leads/lead';
import { PURPOSES, type Purpose } from '../../../src/leads/message';
import { frameFirstText } from '../../../src/texts/first-text';
import { countSegments, plainer, type SegmentCount } from '../../../src/texts/segments';
import { checkTemplate, renderText } from '../../../src/texts/template';
import type { SavedConfig } from '../../shared/config';
import { element } from '../fields';

/** Shows below the text, while it is typed: its length and cost, what is wrong with it, and how a lead would read it. */
export function showPreview(node: EditorNode, form: JQuery, now: () => SavedConfig): void {
  const update = (): void => {
    const config = now();
    const template = String(config['text'] ?? '');
    drawProblems(form.find('#nurture-problems'), template, purposeOf(config));
    const { text, later, first } = sample(template, config);
    form.find('#nurture-count').text(text === undefined ? '' : countLine(node, text, later));
    form.find('.nurture-preview').toggle(text !== undefined);
    form.find('#nurture-preview').text(text ?? '');
    form
      .find('#nurture-preview-label')
      .text(node._(first ? 'preview.first' : 'preview.plain', { name: 'Ana' }));
  };
  form.on('input change', update);
  update();
}

/** Errors first; both are sentences of the template's own check. What it says for information, the line above says. */
function drawProblems(place: JQuery, template: string, purpose: Purpose): void {
  const problems = checkTemplate(template, purpose)
    .filter(({ level }) => level !== 'info')
    .sort((a, b) => a.level.localeCompare(b.level));
  place
    .empty()
    .append(
      ...problems.map(({ level, text }) =>
        element('p', { class: level === 'error' ? 'nurture-problem' : 'nurture-problem nurture-warning' }, [
          text,
        ]),
      ),
    );
}

function purposeOf({ purpose }: SavedConfig): Purpose {
  return PURPOSES.find((known) => known === purpose) ?? 'marketing';
}

/** The words a made-up lead would get; `later` is the text without its introduction. Undefined: it cannot be rendered. */
function sample(template: string, config: SavedConfig): { text?: string; later?: string; first: boolean } {
  const brand = brandOf(config['account']);
  const first = config['introduce'] !== false;
  const at = Date.now();
  const rendered = renderText(template, {
    lead: madeUpLead(at),
    brand,
    now: at,
    zone: 'America/New_York',
    msg: {},
  });
  if (!rendered.ok) return { first };
  const later = config['plainer'] === false ? rendered.text : plainer(rendered.text);
  return first ? { text: frameFirstText(later, { brand }), later, first } : { text: later, first };
}

function madeUpLead(createdAt: number): Lead {
  return {
    id: 'made-up',
    phone: '+12025550123' as E164,
    firstName: 'Ana',
    lastName: 'Lopez',
    fields: {},
    tags: [],
    stage: 'fresh',
    createdAt,
  };
}

/** The brand stands in the lead store of the account. */
function brandOf(account: unknown): string {
  const store = typeof account === 'string' ? RED.nodes.node(account)?.['store'] : undefined;
  const brand = typeof store === 'string' ? RED.nodes.node(store)?.['brand'] : undefined;
  return typeof brand === 'string' ? brand : '';
}

function countLine(node: EditorNode, text: string, later: string | undefined): string {
  const count = countSegments(text);
  const inSegments = ({ segments }: SegmentCount): string =>
    segments === 1 ? node._('count.segment') : node._('count.segments', { segments });
  return [
    node._('count.characters', { characters: text.length }),
    inSegments(count),
    count.encoding,
    node._('count.left', { left: count.unitsLeft }),
    ...(later === undefined ? [] : [node._('count.later', { segments: inSegments(countSegments(later)) })]),
  ].join(' · ');
}
