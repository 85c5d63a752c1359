import type { Node, NodeAPI, NodeDef } from 'node-red';
import { askedOf } from '../../src/permission/zones';
import { chooseSegment } from '../../src/segments/rules';
import { isSaved } from '../shared/config';
import { houseOf } from '../shared/house';
import { onOutput, runSteps, withLead } from '../shared/steps';
import { showStatus } from '../shared/status';
import { readBehaviorSegmenter, type BehaviorSegmenterConfig } from './config';

export default function register(RED: NodeAPI): void {
  function BehaviorSegmenter(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    runSteps<BehaviorSegmenterConfig>(RED, this, {
      read: readBehaviorSegmenter(isSaved(saved) ? saved : {}),
      house: ({ store }) => houseOf(RED, store),
      work: async ({ config, engine, store, record, msg, send }) => {
        const { segments, setStage } = config;
        const { index, name, why } = chooseSegment(record, segments, engine.clock.now(), () =>
          askedOf(record.lead, engine.rules),
        );
        const stage = index === null ? undefined : segments[index]?.stage;
        const changed = setStage && stage !== undefined && stage !== record.lead.stage;
        const now = changed ? await engine.update(record.lead.id, [{ kind: 'stage', stage }]) : record;
        showStatus(this, { fill: 'grey', shape: 'dot', text: name });
        withLead(msg, now ?? record, store);
        msg['segment'] = { name, why: [...why] };
        send(onOutput(index ?? segments.length, segments.length + 1, msg));
      },
    });
  }
  RED.nodes.registerType('nurture-behavior-segmenter', BehaviorSegmenter);
}
