import type { UsualLimitView } from '../../shared/admin-types';
import { ask } from '../admin';
import { CONFIG_INPUT, field } from '../dialog';

/** What the account may use up in a day as the dialog stands, in segments and money. */
export function showLimit(node: EditorNode, form: JQuery): void {
  const said = form.find('#nurture-limit');
  const number = (property: string): number => Number(field(property, CONFIG_INPUT).val() ?? '');
  let usual: UsualLimitView | undefined;

  const update = (): void => {
    const [own, dollars, price] = [number('dailySegments'), number('dailyDollars'), number('segmentPrice')];
    const segments = own > 0 ? own : usual?.segments;
    if (segments === undefined) {
      said.text(node._('limit.unknown'));
      return;
    }
    const most = dollars > 0 && price > 0 ? Math.min(segments, Math.floor(dollars / price)) : segments;
    const isUsual = own <= 0 && most === segments;
    said.text(
      node._(isUsual ? 'limit.usual' : 'limit.set', {
        leads: (usual?.leads ?? 0).toLocaleString('en-US'),
        segments: most.toLocaleString('en-US'),
        dollars: (most * price).toFixed(2),
      }),
    );
  };
  const look = (): void => {
    const store = String(field('store', CONFIG_INPUT).val() ?? '');
    usual = undefined;
    update();
    if (store === '' || store === '_ADD_') return;
    ask<UsualLimitView>(`accounts/usual-limit/${encodeURIComponent(store)}`).then((view) => {
      usual = view;
      update();
      // One that is not deployed yet has no leads.
    }, update);
  };
  for (const property of ['dailySegments', 'dailyDollars', 'segmentPrice']) {
    field(property, CONFIG_INPUT).on('input change', update);
  }
  field('store', CONFIG_INPUT).on('change', look);
  look();
}
