import { u16, u32, u8 } from './numbers.js';
import type { Tlv, TlvHeader } from './tlv.js';
import { tlvList } from './tlv.js';

/** Type (u16), length of the value (u8), value (struct mgmt_tlv). */
const header: TlvHeader = {
  size: 3,
  read: (reader) => ({ code: u16.read(reader), length: u8.read(reader) }),
  write: (writer, code, length) => {
    u16.write(writer, code);
    u8.write(writer, length);
  },
};

/**
 * Parameters of Read and Set Default System Configuration, by type and codec. Units are those of HCI: intervals and windows
 * in 0.625 ms, connection intervals in 1.25 ms, supervision timeouts in 10 ms; the auto-connect timeout and the durations
 * of the advertisement monitor in 1 ms. Linux 6.12 does not know the last; newer ones give it four bytes, though the protocol
 * document has two (net/bluetooth/mgmt_config.c).
 */
const SystemParameters = {
  BredrPageScanType: [0x0000, u16],
  BredrPageScanInterval: [0x0001, u16],
  BredrPageScanWindow: [0x0002, u16],
  BredrInquiryScanType: [0x0003, u16],
  BredrInquiryScanInterval: [0x0004, u16],
  BredrInquiryScanWindow: [0x0005, u16],
  BredrLinkSupervisionTimeout: [0x0006, u16],
  BredrPageTimeout: [0x0007, u16],
  BredrMinSniffInterval: [0x0008, u16],
  BredrMaxSniffInterval: [0x0009, u16],
  LeAdvMinInterval: [0x000a, u16],
  LeAdvMaxInterval: [0x000b, u16],
  LeMultiAdvRotationInterval: [0x000c, u16],
  LeScanIntervalAutoConnect: [0x000d, u16],
  LeScanWindowAutoConnect: [0x000e, u16],
  LeScanIntervalWakeScenarios: [0x000f, u16],
  LeScanWindowWakeScenarios: [0x0010, u16],
  LeScanIntervalDiscovery: [0x0011, u16],
  LeScanWindowDiscovery: [0x0012, u16],
  LeScanIntervalAdvMonitoring: [0x0013, u16],
  LeScanWindowAdvMonitoring: [0x0014, u16],
  LeScanIntervalConnect: [0x0015, u16],
  LeScanWindowConnect: [0x0016, u16],
  LeMinConnectionInterval: [0x0017, u16],
  LeMaxConnectionInterval: [0x0018, u16],
  LeConnectionLatency: [0x0019, u16],
  LeConnectionSupervisionTimeout: [0x001a, u16],
  LeAutoConnectTimeout: [0x001b, u16],
  AdvMonAllowlistDuration: [0x001d, u16],
  AdvMonNoFilterDuration: [0x001e, u16],
  EnableAdvMonInterleaveScan: [0x001f, u8],
  BredrIdleTimeout: [0x0020, u32],
} as const;

/** One parameter. Types without a name, and values of another length, are bytes. */
export type SystemParameter = Tlv<typeof SystemParameters>;

/** The kernel skips unknown types without a word, and refuses the whole list if one length is wrong. */
export const systemParameters = tlvList('systemParameters', header, SystemParameters);
