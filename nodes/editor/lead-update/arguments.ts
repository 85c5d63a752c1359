import { STAGES } from '../../../src/leads/lead';
import { PURPOSES } from '../../../src/leads/message';
import type { SavedConfig } from '../../shared/config';
import { behaviorField } from '../behaviors';
import { element, numberField, select, textField } from '../fields';

/** Draws the fields one kind of update needs, and returns how to read them. Values are saved as the runtime reads them. */
export function drawArguments(
  node: EditorNode,
  place: HTMLElement,
  kind: string,
  entry: SavedConfig,
): () => SavedConfig {
  const text = (property: string, label: string): HTMLInputElement => {
    const input = textField(node._(label), String(entry[property] ?? ''));
    place.append(input);
    return input;
  };
  switch (kind) {
    case 'field': {
      const key = text('key', 'key');
      const value = drawTyped(node, place, entry);
      return () => ({ key: key.value.trim(), ...value() });
    }
    case 'remove_field': {
      const key = text('key', 'key');
      return () => ({ key: key.value.trim() });
    }
    case 'stage': {
      const stages = STAGES.map((value) => ({ value, label: value }));
      const stage = select(node._('stage'), stages, STAGES.find((one) => one === entry['stage']) ?? 'warm');
      place.append(stage);
      return () => ({ stage: stage.value });
    }
    case 'zone':
      return drawTyped(node, place, entry);
    case 'consent': {
      const words = text('words', 'words');
      const channel = text('channel', 'channel');
      const covers = drawPurpose(node, place, entry, 'covers');
      const version = text('version', 'version');
      return () => ({
        words: words.value.trim(),
        channel: channel.value.trim() || 'flow',
        kind: covers.value,
        version: version.value.trim(),
      });
    }
    case 'opt_out': {
      const words = text('words', 'words');
      const channel = text('channel', 'channel');
      return () => ({ words: words.value.trim(), channel: channel.value.trim() || 'flow' });
    }
    case 'behavior': {
      const name = behaviorField(node._('behavior'), String(entry['name'] ?? ''));
      place.append(name);
      return () => ({ name: name.value.trim() });
    }
    case 'exit': {
      const choices = [
        { value: 'this', label: node._('which.this') },
        { value: 'all', label: node._('which.all') },
      ] as const;
      const which = select(node._('which.label'), choices, entry['which'] === 'all' ? 'all' : 'this');
      place.append(which);
      return () => ({ which: which.value });
    }
    case 'pause': {
      const hours = numberField(node._('silenceHours'), String(entry['silenceHours'] ?? 0));
      place.append(hours, element('span', {}, [node._('silence')]));
      return () => ({ silenceHours: Number(hours.value) });
    }
    case 'resume':
      return () => ({});
    case 'ask': {
      const covers = drawPurpose(node, place, entry, 'asks');
      place.append(element('span', {}, [node._('askedAt')]));
      const at = drawTyped(node, place, { ...entry, valueType: entry['valueType'] ?? 'str' });
      return () => ({ kind: covers.value, ...at() });
    }
    case 'export':
      place.append(element('span', {}, [node._('toExport')]));
      return () => ({});
    case 'delete':
      place.append(element('span', {}, [node._('forGood')]));
      return () => ({});
    default: {
      const tag = text('tag', 'tag');
      return () => ({ tag: tag.value.trim() });
    }
  }
}

/** A choice among the kinds of texts; `words` is how they are called here. */
function drawPurpose(
  node: EditorNode,
  place: HTMLElement,
  entry: SavedConfig,
  words: 'covers' | 'asks',
): HTMLSelectElement {
  const kinds = PURPOSES.map((value) => ({ value, label: node._(`${words}.${value}`) }));
  const saved = PURPOSES.find((one) => one === entry['kind']) ?? 'marketing';
  const made = select(node._(`${words}.label`), kinds, saved);
  place.append(made);
  return made;
}

/** A value with its type, through the editor's typed input. */
function drawTyped(node: EditorNode, place: HTMLElement, entry: SavedConfig): () => SavedConfig {
  const input = element('input', { type: 'text', 'aria-label': node._('value') });
  place.append(element('span', { class: 'nurture-typed' }, [input]));
  const typed = $(input).typedInput({ default: 'str', types: ['str', 'num', 'bool', 'json', 'msg'] });
  typed.typedInput('type', String(entry['valueType'] ?? 'str'));
  typed.typedInput('value', String(entry['value'] ?? ''));
  typed.typedInput('width', '100%');
  return () => ({ valueType: typed.typedInput('type'), value: typed.typedInput('value') });
}
