/** What is switched on at a controller (enum in include/net/bluetooth/hci.h, HCI_SETUP and so on). */
export type Flag =
  | 'AutoOff'
  | 'Mgmt'
  | 'Unconfigured'
  | 'Configuring'
  | 'ExternallyConfigured'
  | 'PoweringDown'
  | 'Connectable'
  | 'FastConnectable'
  | 'Discoverable'
  | 'LimitedDiscoverable'
  | 'Bondable'
  | 'LinkSecurity'
  | 'SimplePairing'
  | 'BREDR'
  | 'LowEnergy'
  | 'Advertising'
  | 'AdvertisingConnectable'
  | 'SecureConnections'
  | 'SecureConnectionsOnly'
  | 'KeepDebugKeys'
  | 'UseDebugKeys'
  | 'Privacy'
  | 'LimitedPrivacy'
  | 'ResolvingPrivateAddresses'
  | 'ForceStaticAddress'
  | 'WidebandSpeech'
  | 'Mesh'
  | 'MeshExperimental'
  | 'SimultaneousRoles'
  | 'OffloadCodecs'
  | 'LinkLayerPrivacy'
  | 'ServiceCache'
  | 'Suspended';

export class Flags {
  readonly #set = new Set<Flag>();

  has(flag: Flag): boolean {
    return this.#set.has(flag);
  }

  /** Switches flags on. */
  add(...flags: readonly Flag[]): void {
    for (const flag of flags) this.#set.add(flag);
  }

  /** Switches flags off. */
  remove(...flags: readonly Flag[]): void {
    for (const flag of flags) this.#set.delete(flag);
  }

  /** Sets a flag to a value; true if that has changed it. */
  change(flag: Flag, value: boolean): boolean {
    if (this.has(flag) === value) return false;
    if (value) this.add(flag);
    else this.remove(flag);
    return true;
  }
}
