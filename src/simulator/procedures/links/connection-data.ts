import { AdType } from '../../../protocol/enums/ad-type.js';
import { encodeText } from '../../../protocol/text.js';
import type { Link } from './link.js';

const field = (type: number, data: Iterable<number>): number[] => {
  const bytes = [...data];
  return [bytes.length + 1, type, ...bytes];
};

/** What Device Connected tells about the other one: what it advertised, or its name and class. */
export function connectionData({ advertisingData, classOfDevice }: Link, name: string | undefined): Uint8Array {
  if (advertisingData.length > 0) return advertisingData;
  const classBytes = [classOfDevice & 0xff, (classOfDevice >> 8) & 0xff, classOfDevice >> 16];
  return Uint8Array.from([
    ...(name === undefined ? [] : field(AdType.NameComplete, encodeText(name))),
    ...(classOfDevice === 0 ? [] : field(AdType.ClassOfDevice, classBytes)),
  ]);
}
