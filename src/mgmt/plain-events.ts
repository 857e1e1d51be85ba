import { decodeReply } from '../protocol/decode.js';
import type { CommandName, MgmtEvent, MgmtNotification } from '../protocol/tables.js';
import { commandNames } from '../protocol/tables.js';
import { decodeText } from '../protocol/text.js';

interface Information {
  readonly name: string;
  readonly shortName: string;
  readonly classOfDevice: number;
}

/** What a controller is called, and what it is, as far as a client was told. */
interface Told {
  name?: string;
  shortName?: string;
  classOfDevice?: number;
  /** The class that it has when it is on, as far as it was in an event. */
  latestClass?: number | undefined;
  isPowered?: boolean;
  /** The class in an event that is still to come: the old one, when this program switched it off (__mgmt_power_off in mgmt.c). */
  repeatedClass?: number | undefined;
}

const CLASS_OF_DEVICE = 0x0d;
const COMPLETE_NAME = 0x09;
const SHORT_NAME = 0x08;

/** The fields of EIR, by their type. */
function fieldsOf(eirData: Uint8Array): Map<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>();
  for (let at = 0; at + 1 < eirData.length; at += 1 + eirData[at]!) {
    fields.set(eirData[at + 1]!, eirData.subarray(at + 2, at + 1 + eirData[at]!));
  }
  return fields;
}

function informationIn(eirData: Uint8Array): Information {
  const fields = fieldsOf(eirData);
  const text = (type: number): string => decodeText(fields.get(type) ?? new Uint8Array());
  // Without BR/EDR there is no class.
  const [low = 0, middle = 0, high = 0] = fields.get(CLASS_OF_DEVICE) ?? [];
  return { name: text(COMPLETE_NAME), shortName: text(SHORT_NAME), classOfDevice: low | (middle << 8) | (high << 16) };
}

const NOTHING: readonly MgmtNotification[] = [];

/** What is said of a controller that comes or goes; of those for other radios (AMP) nothing. */
function withoutType(event: MgmtNotification): MgmtNotification | undefined {
  if (event.event !== 'ExtendedIndexAdded' && event.event !== 'ExtendedIndexRemoved') return undefined;
  const { index, controllerType } = event;
  const isAdded = event.event === 'ExtendedIndexAdded';
  if (controllerType === 'Primary') return { event: isAdded ? 'IndexAdded' : 'IndexRemoved', index };
  if (controllerType !== 'Unconfigured') return undefined;
  return { event: isAdded ? 'UnconfiguredIndexAdded' : 'UnconfiguredIndexRemoved', index };
}

/**
 * The events that the kernel stops sending to a connection that has asked for extended information. It sends extended events in
 * their place (the flags that read_ext_index_list and read_ext_controller_info in net/bluetooth/mgmt.c set and clear), which
 * hold the same. So that a client's stream does not end because another client has sent a command, the plain ones are made of them.
 */
export class PlainEvents {
  #isWithoutIndexes = false;
  #isWithoutInformation = false;
  readonly #told = new Map<number, Told>();

  /** Takes note of what a command of this connection has returned. What it follows with. */
  answered({
    commandOpcode,
    status,
    index,
    returnParameters,
  }: MgmtEvent<'CommandComplete'>): readonly MgmtNotification[] {
    const command = status === 'Success' ? commandNames.get(commandOpcode) : undefined;
    if (command === 'ReadExtendedControllerIndexList') this.#isWithoutIndexes = true;
    if (command === 'ReadExtendedControllerInformation') this.#isWithoutInformation = true;
    if (!this.#isWithoutInformation || command === undefined || index === null) return NOTHING;
    try {
      return this.#learn(command, index, returnParameters);
    } catch {
      // Too short for its fields: whoever has sent the command is told so.
      return NOTHING;
    }
  }

  /** What the kernel would have said before an event. */
  before(event: MgmtNotification): readonly MgmtNotification[] {
    if (this.#isWithoutIndexes) {
      const plain = withoutType(event);
      if (plain !== undefined) return [plain];
    }
    if (!this.#isWithoutInformation) return NOTHING;
    switch (event.event) {
      case 'ExtendedControllerInformationChanged':
        return this.#changed(event.index, event.eirData);
      case 'NewSettings':
        return this.#powered(event.index, event.currentSettings.Powered, 'others');
      default:
        return NOTHING;
    }
  }

  /** A controller has gone. */
  removed(index: number): void {
    this.#told.delete(index);
  }

  #of(index: number): Told {
    const told = this.#told.get(index) ?? {};
    this.#told.set(index, told);
    return told;
  }

  #learn(command: CommandName, index: number, returned: Uint8Array): readonly MgmtNotification[] {
    switch (command) {
      case 'SetLocalName': {
        const { name, shortName } = decodeReply(command, returned);
        Object.assign(this.#of(index), { name, shortName });
        return NOTHING;
      }
      case 'ReadControllerInformation': {
        const { currentSettings, ...information } = decodeReply(command, returned);
        return this.#read(index, information, currentSettings.Powered);
      }
      case 'ReadExtendedControllerInformation': {
        const { currentSettings, eirData } = decodeReply(command, returned);
        return this.#read(index, informationIn(eirData), currentSettings.Powered);
      }
      case 'SetPowered':
        return this.#powered(index, decodeReply(command, returned).currentSettings.Powered, 'own');
      default:
        return NOTHING;
    }
  }

  /** Whoever has asked knows it now. */
  #read(
    index: number,
    { name, shortName, classOfDevice }: Information,
    isPowered: boolean,
  ): readonly MgmtNotification[] {
    const told = {
      name,
      shortName,
      latestClass: classOfDevice,
      isPowered,
      classOfDevice: isPowered ? classOfDevice : 0,
    };
    this.#told.set(index, told);
    return NOTHING;
  }

  #changed(index: number, eirData: Uint8Array): readonly MgmtNotification[] {
    const told = this.#of(index);
    const { name, shortName, classOfDevice } = informationIn(eirData);
    if (classOfDevice !== told.repeatedClass) told.latestClass = classOfDevice;
    told.repeatedClass = undefined;
    const isRenamed = name !== told.name || shortName !== told.shortName;
    Object.assign(told, { name, shortName });
    const renamed = { event: 'LocalNameChanged', index, name, shortName } as const;
    return [...this.#classified(index, told), ...(isRenamed ? [renamed] : [])];
  }

  #powered(index: number, isPowered: boolean, by: 'own' | 'others'): readonly MgmtNotification[] {
    const told = this.#of(index);
    if (!isPowered && told.isPowered === true) {
      told.repeatedClass = by === 'own' ? told.classOfDevice : undefined;
      // It may keep its class, which is no change then.
      told.latestClass = told.latestClass === undefined ? undefined : 0;
    }
    told.isPowered = isPowered;
    return told.latestClass === undefined ? NOTHING : this.#classified(index, told);
  }

  /** Says that the class has changed, if it has. */
  #classified(index: number, told: Told): readonly MgmtNotification[] {
    const classOfDevice = told.isPowered === false ? 0 : (told.latestClass ?? 0);
    if (told.classOfDevice === classOfDevice) return NOTHING;
    told.classOfDevice = classOfDevice;
    return [{ event: 'ClassOfDeviceChanged', index, classOfDevice }];
  }
}
