import type { controllerCommands, controllerEvents } from '../domains/controller.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const ownAddress = {
  address: {
    doc: 'The public address of the controller; all zeros if it has none',
    source: 'net/bluetooth/mgmt.c, read_controller_info',
  },
} as const;
const scan = { unit: '0.625 ms', range: [4, 0x4000] } as const;

export const controllerCommandWords = () =>
  ({
    ReadControllerInformation: {
      since: '1.0',
      doc: 'What a controller is, can do and has switched on.',
      reply: ownAddress,
    },
    SetDeviceClass: {
      since: '1.0',
      doc: 'What kind of device this is. The kernel adds the services of Add UUID.',
      params: {
        majorClass: {
          doc: 'The major class, such as 1 for computers',
          range: [0, 31],
          source: 'Assigned Numbers, 2.8',
        },
        minorClass: {
          doc: 'The minor class in bits 2 to 7, so always a multiple of 4',
          source: 'Assigned Numbers, 2.8',
        },
      },
    },
    SetLocalName: { since: '1.0', doc: 'How this controller is called.' },
    AddUUID: {
      since: '1.0',
      doc: 'A service to announce.',
      params: { uuid: 'The service', svcHint: 'Its bit among the services of the class of device, 0 for none' },
    },
    RemoveUUID: {
      since: '1.0',
      doc: 'A service to announce no more.',
      params: { uuid: 'The service; all zeros removes all' },
    },
    SetDeviceID: {
      since: '1.1',
      doc: 'What the service discovery of BR/EDR says about the product.',
      params: {
        source: 'Who assigned the number of the vendor; `Disabled` says nothing about the product',
        vendor: 'The number of the vendor',
        product: "The vendor's number for the product",
        version: 'The version, as binary coded decimals: 0x0512 is 5.1.2',
      },
    },
    SetScanParameters: {
      since: '1.4',
      doc: 'How the kernel scans for LE devices that it waits for.',
      params: {
        interval: { doc: 'From the beginning of one scan to the next', ...scan },
        window: { doc: 'How long each scan lasts, at most `interval`', ...scan },
      },
    },
    ReadControllerConfigurationInformation: {
      since: '1.7',
      doc: 'What can and must be configured.',
      reply: { supportedOptions: 'What can be configured' },
    },
    SetExternalConfiguration: {
      since: '1.7',
      doc: 'Tells whether the firmware was configured by other means. Only while not powered.',
      params: { configuration: 'Whether it was' },
    },
    SetPublicAddress: {
      since: '1.7',
      doc: 'Only while not powered.',
      params: { address: 'The public address to have, not all zeros' },
    },
    ReadExtendedControllerInformation: {
      since: '1.14',
      doc: 'Class, appearance and names come in `eirData`. From then on this socket gets Extended Controller Information Changed instead of the events for class and name.',
      reply: { ...ownAddress, eirData: 'Class, appearance and names, for `parseAdvertisingData`' },
    },
    SetAppearance: {
      since: '1.14',
      doc: 'What LE advertisements say that this device is.',
      params: {
        appearance: { doc: 'The appearance, as `appearanceName` knows them', source: 'Assigned Numbers, 2.6' },
      },
    },
    GetPHYConfiguration: {
      since: '1.15',
      doc: 'Which kinds of radio signals are used.',
      reply: {
        supportedPhys: 'Those that the controller has',
        configurablePhys: 'Those that can be switched off',
        selectedPhys: 'Those that are used',
      },
    },
    SetPHYConfiguration: {
      since: '1.15',
      doc: 'Which kinds of radio signals are used.',
      params: { selectedPhys: 'Those to use: all that are supported and not configurable must be among them' },
    },
    ReadControllerCapabilities: {
      since: '1.17',
      doc: 'What a controller does against attacks, and how strongly it can send.',
      reply: { capabilitiesData: 'The capabilities, each with its type and value' },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof controllerCommands>>;

export const controllerEventWords = () =>
  ({
    ControllerError: {
      since: '1.0',
      doc: 'Declared by the document; Linux does not send it.',
      fields: { errorCode: 'What the controller says' },
    },
    ClassOfDeviceChanged: { since: '1.0', doc: 'Also to the socket that did it.' },
    LocalNameChanged: { since: '1.0', doc: 'Not for the socket that did it.' },
    NewConfigurationOptions: { since: '1.7', doc: 'Something was configured. Not for the socket that did it.' },
    ExtendedControllerInformationChanged: {
      since: '1.14',
      doc: 'Only after Read Extended Controller Information.',
      fields: { eirData: 'Class, appearance and names, for `parseAdvertisingData`' },
    },
    PHYConfigurationChanged: {
      since: '1.15',
      doc: "Four bytes on Linux, though BlueZ's header has two. Not for the socket that did it.",
      fields: { selectedPhys: 'Those that are used' },
    },
    ControllerSuspend: {
      since: '1.18',
      doc: 'The system goes to sleep.',
      fields: { suspendState: 'What the controller still does' },
    },
    ControllerResume: {
      since: '1.18',
      doc: 'The system woke up.',
      fields: {
        wakeReason: 'What woke it',
        address: 'The device that did; all zeros if none did',
        addressType: 'The kind of its address',
      },
    },
  }) as const satisfies WordsOfEvents<ReturnType<typeof controllerEvents>>;
