import { concat, ignoreElements, map, retry, toArray } from 'rxjs';
import { Mgmt, isTransportError, memoryTransport } from '../../src/index.js';
import { capture } from '../../src/transport/btsnoop/index.js';
import { inVirtualTime } from '../simulator/bench.js';
import { alone, counted } from '../support/counted-transport.js';
import { marbles } from '../support/marbles.js';

const inUse: unknown = expect.objectContaining({ name: 'TransportError', code: 'IN_USE' });

describe('Two clients on one transport', () => {
  it('have a connection each, and get their own answers', () => {
    inVirtualTime({}, ({ simulator, scheduler, watch, run }) => {
      const [transport, openings] = counted(simulator.transport());
      const [a, b] = [new Mgmt(transport, { scheduler }), new Mgmt(transport, { scheduler })];
      const name = ({ name }: { name: string }): string => name;
      watch('a', a.command$('SetLocalName', 0, 'a', '').pipe(map(name)));
      watch('b', b.command$('SetLocalName', 0, 'b', '').pipe(map(name)));
      watch('a', a.command$('SetPowered', 0, 7));
      watch('b', b.command$('SetPowered', 0, false));
      expect(run()).toEqual(['0 a: a', '0 a: error InvalidParameters', '0 b: b', '0 b: off']);
      expect(openings).toEqual({ now: 0, most: 2, all: 2 });
    });
  });

  it('both hear of events, and of what the other client does', () => {
    inVirtualTime({}, ({ simulator, scheduler, watch, run }) => {
      const transport = simulator.transport();
      const [a, b] = [new Mgmt(transport, { scheduler }), new Mgmt(transport, { scheduler })];
      watch('a', a.events$);
      watch('b', b.events$);
      watch('b', b.command$('SetBondable', 0, true));
      expect(run()).toEqual(['0 b: off', '0 a: NewSettings']);
    });
  });

  it('report the losses of their own connections', () => {
    inVirtualTime({}, ({ simulator, scheduler, watch, at, run }) => {
      const transport = simulator.transport({ receiveBuffer: 1 });
      const [a, b] = [new Mgmt(transport, { scheduler }), new Mgmt(transport, { scheduler })];
      watch('a lost', a.drops$);
      watch('b lost', b.drops$);
      a.event$('IndexAdded').subscribe();
      b.event$('IndexAdded').subscribe();
      // Only b has two answers that come at once, and room for one.
      const busy = simulator.faults.stopReading();
      b.command$('ReadControllerIndexList', null).subscribe();
      watch('b', b.command$('ReadManagementVersionInformation', null));
      at(10, () => busy.end());
      expect(run()).toEqual(['0 b: error ENOMEM', '10 b lost: {"dropped":1,"total":1}']);
    });
  });

  it('are refused on a transport that has one connection while the other client is there', () => {
    inVirtualTime({}, ({ simulator, scheduler, watch, at, run }) => {
      const transport = alone(simulator.transport());
      const [a, b] = [new Mgmt(transport, { scheduler }), new Mgmt(transport, { scheduler })];
      const events = a.events$.subscribe();
      watch('b', b.command$('SetBondable', 0, true));
      watch('b', b.events$);
      watch('later', b.command$('SetBondable', 0, true).pipe(retry({ delay: 100 })));
      at(50, () => events.unsubscribe());
      expect(run()).toEqual(['0 b: error IN_USE', '0 b: error IN_USE', '100 later: off']);
    });
  });

  it('are told what to do', () => {
    const [transport] = memoryTransport();
    const events = new Mgmt(transport).events$.subscribe();
    const errors: unknown[] = [];
    new Mgmt(transport).events$.subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).toEqual([]);
    return new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => {
      expect(errors).toEqual([inUse]);
      expect(errors.every((error) => isTransportError(error) && error.message.includes('Share one Mgmt'))).toBe(true);
      events.unsubscribe();
    });
  });

  it('can be a capture of it, and itself', () => {
    inVirtualTime({}, ({ simulator, scheduler, watch, run }) => {
      const transport = simulator.transport();
      const captured = capture(transport, { scheduler });
      const [a, b] = [new Mgmt(captured, { scheduler }), new Mgmt(transport, { scheduler })];
      const name = map(({ name }: { name: string }): string => name);
      watch('a', a.command$('SetLocalName', 0, 'a', '').pipe(name));
      watch('b', b.command$('SetLocalName', 0, 'b', '').pipe(name));
      watch('frames', captured.frames$.pipe(toArray(), ignoreElements()));
      expect(run()).toEqual(['0 a: a', '0 b: b']);
    });
  });

  it('one after the other have the same transport', () => {
    marbles(({ kernel, scheduler, expectObservable, expectSubscriptions }) => {
      const { transport, subscriptions } = kernel('', {}, { answers: { SetBondable: { delay: 2 } } });
      const only = alone(transport);
      const set = () => new Mgmt(only, { scheduler, linger: 100 }).command$('SetBondable', 0, 1);
      expectObservable(concat(set(), set()).pipe(ignoreElements())).toBe('----|');
      expectObservable(set().pipe(ignoreElements()), '-----^').toBe('-------|');
      expectSubscriptions(subscriptions).toBe(['^-!', '--^--!', '-----^- 100ms !']);
    });
  });
});
