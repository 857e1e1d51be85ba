import { setTimeout as elapsed } from 'node:timers/promises';
import type { Observable } from 'rxjs';
import { Observable as Source, retry, throwError } from 'rxjs';
import type { Transport } from '../../src/index.js';
import { Mgmt, TransportError, discover, isTransportError, memoryTransport } from '../../src/index.js';
import { capture } from '../../src/transport/btsnoop/index.js';
import { hciSocketOn } from '../../src/transport/linux/hci-socket.js';
import { fakeSystem } from '../support/fake-system.js';
import { record } from '../support/recorder.js';

const NONE = new TransportError('EAFNOSUPPORT', 'socket', 97, 'no Bluetooth');

const failing: Transport = {
  frames$: throwError(() => NONE),
  send: () => {
    throw new Error('was never open');
  },
};
const broken: Transport = {
  frames$: new Source(() => undefined),
  send: () => {
    throw NONE;
  },
};
const noBluetooth = (): Transport => hciSocketOn(() => fakeSystem({ socket: () => -97 }), {});

function inUse(): Transport {
  const [taken] = memoryTransport();
  new Mgmt(taken).events$.subscribe();
  return taken;
}

function closed(): Mgmt {
  const mgmt = new Mgmt(broken);
  mgmt.close();
  return mgmt;
}

const command = (mgmt: Mgmt): Observable<unknown> => mgmt.command$('ReadControllerIndexList', null);

describe('What cannot be opened', () => {
  it.each<[string, () => Observable<unknown>, string]>([
    ['events', () => new Mgmt(failing).events$, 'EAFNOSUPPORT'],
    ['one kind of event', () => new Mgmt(failing).event$('DeviceFound', 0), 'EAFNOSUPPORT'],
    ['frames', () => new Mgmt(failing).frames$, 'EAFNOSUPPORT'],
    ['a command', () => command(new Mgmt(failing)), 'EAFNOSUPPORT'],
    ['a discovery', () => discover(new Mgmt(failing), 0), 'EAFNOSUPPORT'],
    ['a command that cannot be sent', () => command(new Mgmt(broken)), 'EAFNOSUPPORT'],
    ['events of a machine without Bluetooth', () => new Mgmt(noBluetooth()).events$, 'EAFNOSUPPORT'],
    ['a command on a machine without Bluetooth', () => command(new Mgmt(noBluetooth())), 'EAFNOSUPPORT'],
    ['the socket itself, without Bluetooth', () => noBluetooth().frames$, 'EAFNOSUPPORT'],
    ['a capture, without Bluetooth', () => capture(noBluetooth()).frames$, 'EAFNOSUPPORT'],
    ['a command through a capture', () => command(new Mgmt(capture(noBluetooth()))), 'EAFNOSUPPORT'],
    ['a second client on one transport', () => new Mgmt(inUse()).events$, 'IN_USE'],
    ['a client that was closed', () => command(closed()), 'CLOSED'],
  ])('says so after the call, and lets the event loop go on while it is tried again: %s', async (_, source, code) => {
    const first = record(source());
    expect(first.errors).toEqual([]);
    await elapsed(5);
    expect(first.errors.map((error) => isTransportError(error, code as 'CLOSED') || error)).toEqual([true]);

    const again$ = source();
    let tries = 0;
    const counted$ = new Source((subscriber) => {
      tries++;
      return again$.subscribe(subscriber);
    });
    const retrying = record(counted$.pipe(retry()));
    expect(tries).toBe(1);
    while (tries < 4) await elapsed(1);
    retrying.subscription.unsubscribe();
    expect(retrying.errors).toEqual([]);
    const afterwards = tries;
    await elapsed(5);
    expect(tries).toBe(afterwards);
  });

  it('is never connected', async () => {
    const clients = [new Mgmt(failing), new Mgmt(noBluetooth()), new Mgmt(capture(noBluetooth()))];
    const states = clients.map(({ connected$ }) => record(connected$).values);
    for (const client of clients) record(client.events$);
    await elapsed(5);
    expect(states).toEqual([[false], [false], [false]]);
  });

  it('is no reason to wait for those who have left', async () => {
    const reading = record(new Mgmt(failing).events$);
    reading.subscription.unsubscribe();
    const socket = noBluetooth();
    record(socket.frames$).subscription.unsubscribe();
    await elapsed(5);
    expect(reading.errors).toEqual([]);
    expect(() => socket.send(new Uint8Array(6))).toThrow(/Subscribe to frames\$/);
  });
});
