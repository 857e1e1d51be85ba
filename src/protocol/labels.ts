/**
 * Names for the parameters of `command$` in editors. Types can't make a tuple's label from a string, so each name is
 * written down once; a spec finds the ones that are missing.
 */
export interface Labels {
  addressType: [addressType: 0];
  address: [address: 0];
  advertising: [advertising: 0];
  appearance: [appearance: 0];
  bondable: [bondable: 0];
  bredr: [bredr: 0];
  configuration: [configuration: 0];
  connectable: [connectable: 0];
  debugKeys: [debugKeys: 0];
  discoverable: [discoverable: 0];
  enable: [enable: 0];
  highSpeed: [highSpeed: 0];
  identityResolvingKey: [identityResolvingKey: 0];
  interval: [interval: 0];
  linkSecurity: [linkSecurity: 0];
  lowEnergy: [lowEnergy: 0];
  majorClass: [majorClass: 0];
  minorClass: [minorClass: 0];
  name: [name: 0];
  nameKnown: [nameKnown: 0];
  powered: [powered: 0];
  privacy: [privacy: 0];
  product: [product: 0];
  rssiThreshold: [rssiThreshold: 0];
  secureConnections: [secureConnections: 0];
  secureSimplePairing: [secureSimplePairing: 0];
  selectedPhys: [selectedPhys: 0];
  shortName: [shortName: 0];
  source: [source: 0];
  svcHint: [svcHint: 0];
  timeout: [timeout: 0];
  uuid: [uuid: 0];
  uuids: [uuids: 0];
  vendor: [vendor: 0];
  version: [version: 0];
  widebandSpeech: [widebandSpeech: 0];
  window: [window: 0];
}
