import type { PairingRequestEnd } from 'rx-btmgmt';
import { isStatusError } from 'rx-btmgmt';
import { EMPTY } from 'rxjs';
import { Said } from '../controllers/world.js';
import { ADDRESS, COMPARES, PairingWorld, first } from './pairing-world.js';

describe('a question of pairingRequests', () => {
  it('says that another program was faster', () => {
    const world = new PairingWorld([{}]);
    const asked = world.requests();
    // What the kernel says if nobody waits for the answer any more.
    world.simulator.intercept.command('UserConfirmationReply', () => ({ status: 'Failed' }));
    world.pair();
    world.pass();
    const request = first(asked, 'justWorks');
    request.accept();
    world.pass();
    const [end] = request.said.values;
    expect(end?.end).toBe('refused');
    expect(isStatusError(end?.error) && end.error.message).toMatch(/another program has answered/i);
  });

  it('says that another program has answered', () => {
    const world = new PairingWorld([{}]);
    const [asked, others] = [world.requests(), world.requests(world.other)];
    world.pair();
    world.pass();
    const request = first(asked, 'justWorks');
    first(others, 'justWorks').accept();
    world.pass(5000);
    expect(request.said.values).toEqual([{ end: 'paired' }]);
    expect(request.isOpen).toBe(false);
    expect(request.accept()).toBe(false);
    expect(request.reject()).toBe(false);
  });

  it.each<[end: PairingRequestEnd['end'], how: string, act: (world: PairingWorld) => void]>([
    ['failed', 'the other side refuses', () => undefined],
    ['disconnected', 'the device is taken away', ({ simulator }) => simulator.devices[0]?.disconnect()],
    ['absent', 'the controller is unplugged', ({ simulator }) => simulator.controllers[0]?.remove()],
    [
      'failed',
      'it is cancelled',
      ({ other }) => other.command$('CancelPairDevice', 0, ADDRESS, 'LEPublic').subscribe(),
    ],
  ])('says %s when %s', (end, how, act) => {
    const answer = how === 'the other side refuses' ? 'reject' : 'accept';
    const world = new PairingWorld([{ pairing: { ...COMPARES.pairing, answer } }]);
    const asked = world.requests();
    world.pair();
    world.pass();
    const request = first(asked, 'confirm');
    act(world);
    world.pass(4000);
    expect(request.said.values).toEqual([{ end }]);
    expect(request.said.subscription.closed).toBe(true);
    expect(request.isOpen).toBe(false);
  });

  it('says when nobody has answered in time', () => {
    const world = new PairingWorld([COMPARES]);
    const asked = world.requests();
    world.pair();
    world.pass();
    const request = first(asked, 'confirm');
    world.pass(40_000);
    expect(request.said.values).toEqual([{ end: 'timeout' }]);
  });

  it('says so in the end if the kernel never does', () => {
    const world = new PairingWorld([]);
    const asked = world.requests();
    const event = { event: 'UserPasskeyRequest', index: 0, address: ADDRESS, addressType: 'LEPublic' } as const;
    world.pass();
    world.simulator.faults.inject(event);
    world.pass();
    const request = first(asked, 'passkey');
    world.simulator.faults.inject(event);
    world.pass();
    expect(request.said.values).toEqual([{ end: 'replaced' }]);
    const said = new Said(asked.last?.ended$ ?? EMPTY);
    world.pass(60_000);
    expect(said.values).toEqual([{ end: 'timeout' }]);
  });
});
