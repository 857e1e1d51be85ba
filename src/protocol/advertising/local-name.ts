import { invalid } from '../errors.js';
import { struct } from '../struct.js';
import { textToEnd } from './codecs.js';
import type { AdKind } from './kinds.js';
import { checkObject, written } from './kinds.js';
import { whenAsked } from '../when-asked.js';

export interface LocalName {
  /** False: shortened. */
  readonly complete: boolean;
  /** As sent, NULs at its end included. Bytes that are not UTF-8 are U+DC80 to U+DCFF; `advertisedName` gives text for people. */
  readonly name: string;
}

export interface LocalNameInput {
  /** Left out: true. */
  readonly complete?: boolean;
  /** Never cut: to shorten a name is for who knows where. */
  readonly name: string;
}

const SHORTENED = 0x08;
const COMPLETE = 0x09;

const payload = whenAsked(() => struct([['name', textToEnd]]));

/** The name of the device (CSS Part A, 1.2). */
export const localName: AdKind<LocalName, LocalNameInput> = {
  codes: [SHORTENED, COMPLETE],
  size: 0,
  read: (reader, code) => ({ complete: code === COMPLETE, ...payload().read(reader) }),
  write: (value) => {
    checkObject(value, 'name, complete');
    const { complete = true, ...others } = value;
    if (typeof complete !== 'boolean') throw invalid(complete, 'true or false').within('complete');
    return [{ code: complete ? COMPLETE : SHORTENED, data: written(payload(), others) }];
  },
};
