import { uuid } from '../bytes.js';
import type { Codec } from '../codec.js';
import { fixed } from '../codec.js';
import { flagsOf } from '../masks.js';
import { u32 } from '../numbers.js';

/** Features that Linux offers on trial, and their UUIDs (net/bluetooth/mgmt.c). `DisableAll` switches off what can be. */
export const ExperimentalFeature = {
  Debug: 'd4992530-b9ec-469f-ab01-6c481c47da1c',
  QualityReport: '330859bc-7506-492d-9370-9a6f0614037f',
  OffloadCodecs: 'a6695ace-ee7f-4fb9-881a-5fac66c629af',
  LeSimultaneousRoles: '671b10b5-42c0-4696-9227-eb28d1b049d6',
  RpaResolution: '15c0a148-c273-11ea-b3de-0242ac130004',
  IsoSocket: '6fbaf188-05e0-496a-9885-d6ddfdb4e03e',
  Mesh: '2ce463d7-7a03-4d8d-bf05-5f24e8f36e76',
  DisableAll: '00000000-0000-0000-0000-000000000000',
} as const;
export type ExperimentalFeature = keyof typeof ExperimentalFeature;

const byName: ReadonlyMap<unknown, string> = new Map(Object.entries(ExperimentalFeature));
const byUuid = new Map<string, string>(Object.entries(ExperimentalFeature).map(([name, id]) => [id, name]));

/** The name of an experimental feature, if it has one. */
export function experimentalFeatureName(id: string): ExperimentalFeature | undefined {
  return byUuid.get(id) as ExperimentalFeature | undefined;
}

/** A name, a UUID as text, or its 16 bytes in wire order. `string & {}` keeps the names in editors' completions. */
export type FeatureInput = ExperimentalFeature | (string & {}) | Uint8Array;

/** A UUID that can also be given by the name of the feature. */
export const experimentalFeature: Codec<string, FeatureInput> = fixed<string, FeatureInput>(
  'experimentalFeature',
  uuid.size,
  (bytes, at) => uuid.get(bytes, at),
  (bytes, at, value) => uuid.set(bytes, at, byName.get(value) ?? value),
);

/** Bit numbers. After `ChangesSupportedSettings` the controller information is to be read again. */
export const ExperimentalFeatureFlags = {
  Active: 0,
  ChangesSupportedSettings: 1,
} as const;
export const experimentalFeatureFlags = flagsOf('experimentalFeatureFlags', ExperimentalFeatureFlags, u32);
