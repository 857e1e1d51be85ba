import type { RowsOf } from '../handler.js';
import { answer } from './answers.js';

export const widebandSpeechRows: RowsOf<'SetWidebandSpeech'> = {
  /** set_wideband_speech in net/bluetooth/mgmt.c. */
  SetWidebandSpeech: (call, controller) => {
    const { widebandSpeech } = call.params;
    const { flags, traits } = controller;
    if (!traits.widebandSpeech) return call.status('NotSupported');
    if (typeof widebandSpeech !== 'boolean') return call.status('InvalidParameters');
    if (controller.isPowered && widebandSpeech !== flags.has('WidebandSpeech')) return call.status('Rejected');
    answer(call, controller, flags.change('WidebandSpeech', widebandSpeech));
  },
};
