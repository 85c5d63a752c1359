import { takeUsual } from '../editor/clients/neighbors';
import { STORE_TYPE } from '../editor/config-types';
import { drawSegment } from '../editor/behavior-segmenter/segment';
import { beginDialog, dialogForm, field, formNow, preselectUsual, showProblems } from '../editor/dialog';
import type { EntryList } from '../editor/list';
import { outputList } from '../editor/output-list';
import { linkValidator, validator } from '../editor/problems';
import { isSaved, type SavedConfig } from '../shared/config';
import { MIGRATIONS, readBehaviorSegmenter, segmentOutputs } from './config';

let segments: EntryList<SavedConfig>;

export const behaviorSegmenter = {
  validate: validator(readBehaviorSegmenter),
  validateStore: linkValidator(readBehaviorSegmenter, 'lead store'),
  outputLabel: (node: EditorNode, index: number): string | undefined =>
    segmentOutputs({ segments: saved(node).map(({ name }) => ({ name: String(name) })) })[index],
  added: (node: EditorNode): void => takeUsual(node, 'store', STORE_TYPE),
  prepare,
  save: (node: EditorNode): void => void (node['segments'] = segments.entries()),
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectUsual(node, 'store', STORE_TYPE);
  const update = showProblems(form, readBehaviorSegmenter, () =>
    formNow(node, { segments: segments.entries() }),
  );
  segments = outputList(form.find('#nurture-segments'), field('outputs'), 1, {
    entries: saved(node),
    fresh: (): SavedConfig => ({
      name: '',
      match: 'all',
      rules: [{ kind: 'behavior', names: [], atLeast: 1 }],
    }),
    addLabel: node._('segment.add'),
    draw: (row, entry, changed) => drawSegment(node, row, entry, changed),
    changed: () => update(),
  });
}

function saved(node: EditorNode): readonly SavedConfig[] {
  const list = node['segments'];
  return Array.isArray(list) ? list.filter(isSaved) : [];
}
