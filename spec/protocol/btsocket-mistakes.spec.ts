// What python-btsocket 0.3.0 gets wrong, one by one, and that this library does not.
import {
  Mgmt,
  StatusError,
  decodeEvent,
  decodeReply,
  encodeCommand,
  encodeEvent,
  frameOf,
  parseAdvertisingData,
  toBytes,
  toHex,
} from '../../src/index.js';
import { openSocket } from '../../src/transport/linux/open-socket.js';
import { checkSocketOptions } from '../../src/transport/linux/options.js';
import { FAKE_FD, fakeSystem } from '../support/fake-system.js';
import { thrownBy } from '../support/hci.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

const PEER = '0100 0101 aa00 02'.replaceAll(' ', '');

describe('unlike python-btsocket', () => {
  it('reads frames of more than 100 bytes whole', () => {
    const parameters = `${PEER}c4000000006400${'ab'.repeat(100)}`;
    expect(decodeEvent(frameOf(0x0012, 0, toBytes(parameters)))).toMatchObject({
      eirData: new Uint8Array(100).fill(0xab),
    });
  });

  it('takes the type of an address for one value, not for a mask', () => {
    const types = ['00', '01', '02'].map((type) => decodeEvent(toBytes(`10000000070001000101aa00${type}`)));
    expect(types).toMatchObject([{ addressType: 'BREDR' }, { addressType: 'LEPublic' }, { addressType: 'LERandom' }]);
    const peer = { address: '00:AA:01:01:00:01', addressType: 'LEPublic' } as const;
    expect(toHex(encodeCommand('Disconnect', 0, peer))).toBe('14000000070001000101aa0001');
    expect(toHex(encodeCommand('StartDiscovery', 0, { addressType: ['LEPublic', 'LERandom'] }))).toBe('23000000010006');
  });

  it('lets events, statuses and values pass that it does not know', () => {
    expect(decodeEvent(toBytes('ff7f00000000'))).toMatchObject({ event: 'Unknown' });
    expect(decodeEvent(toBytes('0200000003000500ee'))).toMatchObject({ status: 0xee });
    expect(decodeEvent(toBytes('10000000070001000101aa0009'))).toMatchObject({ addressType: 9 });
  });

  it('knows the events from 0x0027 on, and the commands from 0x0048 on', () => {
    expect(decodeEvent(toBytes('3200000001000a'))).toEqual({
      event: 'MeshPacketTransmitComplete',
      index: 0,
      handle: 10,
    });
    expect(toHex(encodeCommand('RemoveAdvertisementMonitor', 0, { monitorHandle: 3 }))).toBe('5300000002000300');
  });

  it('takes a reply for that of its command only: by opcode and by index', () => {
    const kernel = new ScriptedKernel();
    const reply = record(new Mgmt(kernel).command$('SetPowered', 0, 1));
    kernel.frame('0100 0100 0700 0500 00 81023c00');
    kernel.frame('0100 0000 0700 0700 00 81023c00');
    expect(reply.values).toEqual([]);
    kernel.frame('0100 0000 0700 0500 00 81023c00');
    expect(reply.completed).toBe(true);
  });

  it('ends a command that fails, and one that returns nothing', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const failed = record(mgmt.command$('SetPowered', 0, 1));
    kernel.frame('0200 0000 0300 0500 11');
    expect(failed.errors).toMatchObject([{ status: 'InvalidIndex' }]);
    const empty = record(mgmt.command$('SetIOCapability', 0, 'NoInputNoOutput'));
    kernel.frame('0100 0000 0300 1800 00');
    expect([empty.values, empty.completed]).toEqual([[{}], true]);
  });

  it('reads events without parameters', () => {
    const codes = ['0400', '0500', '1d00', '1e00'].map((code) => decodeEvent(toBytes(`${code}02000000`)));
    const names = ['IndexAdded', 'IndexRemoved', 'UnconfiguredIndexAdded', 'UnconfiguredIndexRemoved'];
    expect(codes).toEqual(names.map((event) => ({ event, index: 2 })));
  });

  it('does not overwrite what it handed out earlier', () => {
    const first = decodeEvent(toBytes('1300000002000601'));
    decodeEvent(toBytes('1300000002000700'));
    expect(first).toMatchObject({ addressType: ['LEPublic', 'LERandom'], discovering: true });
  });

  it('reads signal strength and power as signed', () => {
    expect(decodeReply('GetConnectionInformation', toBytes(`${PEER}c4f60a`))).toMatchObject({
      rssi: -60,
      txPower: -10,
      maxTxPower: 10,
    });
    expect(decodeReply('AddExtendedAdvertisingParameters', toBytes('01f61f1f'))).toMatchObject({ txPower: -10 });
  });

  it('reads lists row by row, and all of their entries', () => {
    expect(decodeReply('ReadExtendedControllerIndexList', toBytes('0200' + '00000001' + '01000103'))).toEqual({
      controllers: [
        { controllerIndex: 0, controllerType: 'Primary', controllerBus: 'USB' },
        { controllerIndex: 1, controllerType: 'Unconfigured', controllerBus: 'UART' },
      ],
    });
    expect(decodeReply('GetConnections', toBytes(`0200${PEER}${PEER}`)).connections).toHaveLength(2);
    expect(decodeReply('ReadUnconfiguredControllerIndexList', toBytes('020003000500'))).toEqual({
      controllerIndexes: [3, 5],
    });
    const key = {
      address: '00:AA:01:01:00:01',
      addressType: 'BREDR',
      keyType: 'Combination',
      value: '00'.repeat(16),
      pinLength: 4,
    } as const;
    expect(encodeCommand('LoadLinkKeys', 0, { debugKeys: false, keys: [key, key, key] })).toHaveLength(6 + 3 + 3 * 25);
  });

  it('reads New Connection Parameter with the address first, as Linux sends it', () => {
    expect(decodeEvent(toBytes(`1c0000001000${PEER}011800280000002a00`))).toEqual({
      event: 'NewConnectionParameter',
      index: 0,
      address: '00:AA:01:01:00:01',
      addressType: 'LERandom',
      storeHint: true,
      minConnectionInterval: 24,
      maxConnectionInterval: 40,
      connectionLatency: 0,
      supervisionTimeout: 42,
    });
  });

  it('reads names as text and addresses as addresses, wherever they stand', () => {
    const names = `${'6162'.padEnd(498, '0')}${'63'.padEnd(22, '0')}`;
    expect(decodeEvent(toBytes(`080000000401${names}`))).toMatchObject({ name: 'ab', shortName: 'c' });
    const irk = `180000001e0001665544332211${PEER}${'11'.repeat(16)}`;
    expect(decodeEvent(toBytes(irk))).toMatchObject({
      randomAddress: '11:22:33:44:55:66',
      address: '00:AA:01:01:00:01',
    });
    const unblock = { address: '00:AA:01:01:00:01', addressType: 'LERandom' } as const;
    expect(toHex(encodeCommand('UnblockDevice', 0, unblock))).toBe(`270000000700${PEER}`);
  });

  it('takes no more advertising data than its length says', () => {
    const frame = frameOf(0x0012, 0, toBytes(`${PEER}c40000000003000201` + '06' + 'ffff'));
    expect(decodeEvent(frame)).toMatchObject({ eirData: toBytes('020106'), trailing: toBytes('ffff') });
    expect(encodeEvent(decodeEvent(frame))).toEqual(frame);
  });

  it('knows all settings, and reads those that are supported like those that are on', () => {
    const bits = 'ffffff03';
    const information = `01000101aa000b0000${bits}${bits}000000${'00'.repeat(260)}`;
    const { supportedSettings, currentSettings } = decodeReply('ReadControllerInformation', toBytes(information));
    expect(Object.values(supportedSettings)).toEqual(new Array(26).fill(true));
    expect(supportedSettings).toEqual(currentSettings);
  });

  it('does not need the P-256 values of out of band data', () => {
    const short = decodeReply('ReadLocalOutOfBandData', toBytes('11'.repeat(16) + '22'.repeat(16)));
    expect(Object.keys(short)).toEqual(['hash192', 'randomizer192']);
    const peer = {
      address: '00:AA:01:01:00:01',
      addressType: 'BREDR',
      hash192: '11'.repeat(16),
      randomizer192: '22'.repeat(16),
    } as const;
    expect(encodeCommand('AddRemoteOutOfBandData', 0, peer)).toHaveLength(6 + 39);
    const whole = { ...peer, hash256: '33'.repeat(16), randomizer256: '44'.repeat(16) };
    expect(encodeCommand('AddRemoteOutOfBandData', 0, whole)).toHaveLength(6 + 71);
    const torn = { ...peer, randomizer256: whole.randomizer256 };
    expect(() => encodeCommand('AddRemoteOutOfBandData', 0, torn)).toThrow(
      /hash256: is missing, but randomizer256 is given/,
    );
  });

  it('reads UUIDs of 32 bits as such, types 4 and 5 of advertising data', () => {
    const { fields } = parseAdvertisingData(toBytes('05040f180000' + '05050a180000'));
    expect(fields).toMatchObject([
      { type: 'ServiceUuids', bits: 32, complete: false, uuids: ['0000180f-0000-1000-8000-00805f9b34fb'] },
      { type: 'ServiceUuids', bits: 32, complete: true, uuids: ['0000180a-0000-1000-8000-00805f9b34fb'] },
    ]);
  });

  it('takes a length of zero for padding, and reads nothing behind the end of advertising data', () => {
    const { fields, malformed } = parseAdvertisingData(toBytes('00' + '020106' + '00' + '09ff4c00'));
    expect(fields).toEqual([expect.objectContaining({ type: 'Flags' })]);
    expect(malformed).toHaveLength(1);
  });

  it('has errors that are errors, and say what happened', () => {
    const error = thrownBy(() => encodeCommand('SetPowered', 0, { powered: 256 }));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'CodecError', path: 'powered' });
    expect(new StatusError({ command: 'SetPowered', index: 0 }, 'Busy')).toBeInstanceOf(Error);
  });

  it('closes the socket when it can’t be bound, and says the errno', () => {
    const { libc, calls } = fakeSystem({ bind: () => -22 });
    const error = thrownBy(() => openSocket(libc, checkSocketOptions({})));
    expect(error).toMatchObject({ name: 'TransportError', code: 'EINVAL', syscall: 'bind', errno: 22 });
    expect(error).toHaveProperty('message', expect.not.stringContaining('%s'));
    expect(calls).toContain(`close ${FAKE_FD}`);
  });

  it('keeps one socket, so that nothing is lost between two commands', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const events = record(mgmt.event$('IndexAdded'));
    record(mgmt.command$('ReadControllerIndexList', null));
    kernel.frame('0100 ffff 0500 0300 00 0000');
    kernel.frame('0400 0100 0000');
    record(mgmt.command$('ReadControllerIndexList', null));
    expect([kernel.opened, events.values]).toEqual([1, [{ event: 'IndexAdded', index: 1 }]]);
    kernel.complete();
  });

  it('lets any number listen to one kind of event', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const listeners = [1, 2, 3].map(() => record(mgmt.event$('IndexAdded')));
    kernel.frame('0400 0100 0000');
    expect(listeners.map(({ values }) => values.length)).toEqual([1, 1, 1]);
    kernel.complete();
  });
});
