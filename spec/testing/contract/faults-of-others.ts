import { EMPTY, defer, map, share, finalize, take, tap } from 'rxjs';
import type { Fault } from './fault.js';
import { changed, withMembers, withSend } from './fault.js';
import { reference } from './reference.js';

/** What can be wrong with sending, and with what a transport may lack. */
export const faultsOfOthers: Readonly<Record<string, Fault>> = {
  'takes frames before it is subscribed to': {
    make: (server) => {
      const good = reference(server);
      let wasSubscribed = false;
      const frames$ = defer(() => {
        wasSubscribed = true;
        return good.frames$;
      });
      return changed(good, {
        frames$,
        send: (frame) => {
          if (wasSubscribed) good.send(frame);
        },
        another: () => reference(server),
      });
    },
    violates: ['refuses to send before it is subscribed to'],
    says: "send() throws a TransportError 'CLOSED' before the first subscriber. Instead: it returned",
  },
  'takes frames when nobody is subscribed any more': {
    make: (server) => {
      const good = reference(server);
      let users = 0;
      let wasSubscribed = false;
      const frames$ = defer(() => {
        users++;
        wasSubscribed = true;
        return good.frames$.pipe(finalize(() => users--));
      });
      return changed(good, {
        frames$,
        send: (frame) => {
          if (users > 0 || !wasSubscribed) good.send(frame);
        },
      });
    },
    violates: [
      'refuses to send after the last subscriber has left',
      'is closed when the connection breaks',
      'is closed when the other end finishes',
      'gives another that is opened and closed by itself',
    ],
    says: "send() throws a TransportError 'CLOSED' after the last subscriber has left. Instead: it returned",
  },
  'refuses with an error of its own': {
    make: withSend((frame, good) => {
      try {
        good.send(frame);
      } catch {
        throw new Error('not open');
      }
    }),
    violates: [
      'refuses to send before it is subscribed to',
      'refuses to send after the last subscriber has left',
      'is closed when the connection breaks',
      'is closed when the other end finishes',
      'refuses to send while it is cut',
      'gives another that is opened and closed by itself',
    ],
    says: "send() throws a TransportError 'CLOSED' before the first subscriber. Instead: it threw Error: not open",
  },
  'sends a frame twice': {
    make: (server) => {
      const good = reference(server);
      let count = 0;
      return changed(good, {
        send: (frame) => {
          good.send(frame);
          if (++count === 10) good.send(frame);
        },
      });
    },
    violates: ['sends each frame by itself, whole and in order'],
    says: 'the other end gets as frame 11 of 20 266 bytes (0b60ffff0401555c636a71787f868d949ba2a9b0b7bec5cc ...). Instead: there came 65 bytes (0a60ffff3b00363d444b525960676e757c838a91989fa6ad ...)',
  },
  'forgets what is sent while it opens': {
    make: withSend((frame, good) => {
      if (good.isOpen) return good.send(frame);
      const before = frame.slice(0, 0);
      good.send(before);
    }),
    violates: ['sends what is sent before it has opened'],
    says: 'the other end gets as frame 1 of 2 6 bytes (0060ffff0000). Instead: there came 0 bytes ()',
  },
  'refuses what is sent while it opens': {
    make: withSend((frame, good) => {
      good.send(frame.slice(0, good.isOpen ? undefined : 0));
      if (!good.isOpen) throw new Error('not open yet');
    }),
    violates: ['sends what is sent before it has opened'],
    says: 'send() as soon as frames$ is subscribed to throws nothing but a TransportError. Instead: it was Error: not open yet',
  },
  'sends all the memory that an array is in': {
    make: withSend((frame, good) => good.send(new Uint8Array(frame.buffer))),
    violates: ['sends what the array shows of its memory'],
    says: 'the other end gets as frame 1 of 1 7 bytes (0160ffff01001f). Instead: there came 15 bytes (eeeeeeee0160ffff01001feeeeeeee)',
  },
  'sends later what it was given': {
    make: withSend((frame, good) => {
      if (good.isOpen) queueMicrotask(() => good.send(frame));
      else good.send(frame);
    }),
    violates: ['has its own copy when send has returned'],
    says: 'the other end gets as frame 1 of 1 7 bytes (0160ffff01001f). Instead: there came 7 bytes (eeeeeeeeeeeeee)',
  },
  'writes into what it was given': {
    make: withSend((frame, good) => {
      good.send(frame);
      frame[2] = 0;
    }),
    violates: ['leaves the bytes that it sends as they are'],
    says: 'after send() the caller gets as frame 1 of 1 7 bytes (0160ffff01001f). Instead: there came 7 bytes (016000ff01001f)',
  },
  'cuts long frames that it sends': {
    make: withSend((frame, good) => good.send(frame.slice(0, 1028))),
    violates: ['sends the longest frame'],
    says: 'the other end gets as frame 1 of 1 65535 bytes (0160fffff9ff1f262d343b424950575e656c737a81888f96 ...). Instead: there came 1028 bytes (0160fffff9ff1f262d343b424950575e656c737a81888f96 ...)',
  },
  'throws an error of its own for what is no frame': {
    make: withSend((frame, good) => {
      if (frame.length < 6) throw new RangeError('too short');
      good.send(frame);
    }),
    violates: ['goes on after what is no frame'],
    says: 'send() of three bytes throws nothing but a TransportError. Instead: it was RangeError: too short',
  },
  'closes because of what is no frame': {
    make: withSend((frame, good, server) => {
      if (frame.length < 6) server.last?.close();
      else good.send(frame);
    }),
    violates: ['goes on after what is no frame'],
    says: 'who sent three bytes, which are no frame, gets 2 frames. Instead: 0 came within 300 ms',
  },
  'has no other': {
    make: (server) => {
      const { another, ...members } = Object.getOwnPropertyDescriptors(reference(server));
      return Object.defineProperties({}, another ? members : {}) as ReturnType<typeof reference>;
    },
    violates: [
      'has the members that its bench says',
      'opens nothing when it is asked for another',
      'gives another that is opened and closed by itself',
    ],
    says: 'it has what the bench says in "has": drops$, isOpen, poll, another, bluetoothd. Instead: it has no another',
  },
  'opens to tell of losses': {
    make: withMembers((good, server) => ({
      drops$: defer(() => {
        server.leaked++;
        return good.drops$ ?? EMPTY;
      }),
    })),
    violates: ['tells of losses without opening anything'],
    says: 'when only drops$ is subscribed to it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'tells of no losses': {
    make: withMembers(() => ({ drops$: EMPTY })),
    violates: ['goes on telling of losses as long as frames may come', 'tells of every loss'],
    says: 'drops$ does not end while frames$ is open. Instead: it completed',
  },
  'counts losses since the last report': {
    make: withMembers(({ drops$ = EMPTY }) => ({
      drops$: drops$.pipe(map(({ dropped }) => ({ dropped, total: dropped }))),
    })),
    violates: ['tells of every loss'],
    says: 'drops$ tells of 4 lost frames, one by one and in total. Instead: dropped are 4, total is 3',
  },
  'does not tell that it is open again': {
    make: withMembers(({ connection$ = EMPTY }) => ({ connection$: connection$.pipe(take(2)) })),
    violates: ['goes on after a cut, and tells of it', 'refuses to send while it is cut'],
    says: 'connection$ tells of open, cut, open. Instead: it told of open, cut within 300 ms',
  },
  'takes what can not be sent while it is cut': {
    make: (server) => {
      const good = reference(server);
      let isCut = false;
      return changed(good, {
        connection$: good.connection$?.pipe(tap(({ state }) => (isCut = state === 'cut'))) ?? EMPTY,
        send: (frame) => {
          if (!isCut) good.send(frame);
        },
      });
    },
    violates: ['refuses to send while it is cut'],
    says: 'send() throws while the connection is cut. Instead: it returned',
  },
  'does nothing when it is polled': {
    make: withMembers(() => ({ poll: () => undefined })),
    violates: ['delivers what has come when it is polled'],
    says: 'poll() delivers the frame that has come. Instead: when it returned 0 were there',
  },
  'throws when it is polled while it is closed': {
    make: withMembers((good, server) => ({
      poll: () => {
        if (server.last === undefined) throw new TypeError('Cannot read properties of undefined');
        good.poll?.();
      },
    })),
    violates: ['bears to be polled while it is closed'],
    says: 'poll() does nothing before the first subscriber. Instead: it threw TypeError: Cannot read properties of undefined',
  },
  'delivers from within a frame when it is polled': {
    make: withMembers((_, server) => ({ poll: () => server.last?.deliver(true) })),
    violates: ['delivers nothing from within a frame when it is polled there'],
    says: 'poll() does nothing while a frame is being delivered. Instead: it delivered 2',
  },
  'opens another at once': {
    make: withMembers((_, server) => ({
      another: () => {
        server.leaked++;
        return reference(server);
      },
    })),
    violates: ['opens nothing when it is asked for another', 'gives another that is opened and closed by itself'],
    says: 'when another() was called it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'gives itself for another': {
    make: (server) => {
      const faulty = changed(reference(server), { another: () => faulty });
      return faulty;
    },
    violates: ['opens nothing when it is asked for another', 'gives another that is opened and closed by itself'],
    says: 'another() gives one more transport. Instead: it gave itself',
  },
  'closes another when it is closed': {
    make: withMembers(({ frames$ }, server) => ({
      frames$: frames$.pipe(
        finalize(() => {
          for (const connection of server.connections) connection.close();
        }),
        share(),
      ),
    })),
    violates: ['gives another that is opened and closed by itself'],
    says: 'when only another() is open it holds 1 connection. Instead: it held 0 within 300 ms',
  },
  'can not say whether bluetoothd runs': {
    make: withMembers(() => ({ bluetoothd: () => ({}) as { state: 'absent' } })),
    violates: ['says whether bluetoothd runs, without being opened, and while it is open'],
    says: "bluetoothd() says 'running', 'absent' or 'unknown'. Instead: it said undefined",
  },
  'opens to look for bluetoothd': {
    make: withMembers((_, server) => ({
      bluetoothd: () => {
        server.leaked++;
        return { state: 'absent' } as const;
      },
    })),
    violates: ['opens nothing that stays open to say whether bluetoothd runs'],
    says: 'when only bluetoothd() was called it holds 0 connections. Instead: it held 1 within 300 ms',
  },
};
