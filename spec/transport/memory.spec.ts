import { isTransportError, memoryTransport } from '../../src/index.js';
import { record } from '../support/recorder.js';

describe('memoryTransport', () => {
  it('hands what one end sends to the other, both ways', () => {
    const [client, kernel] = memoryTransport();
    const [atClient, atKernel] = [record(client.frames$), record(kernel.frames$)];
    client.send(Uint8Array.of(1));
    kernel.send(Uint8Array.of(2));
    expect([atKernel.values, atClient.values]).toEqual([[Uint8Array.of(1)], [Uint8Array.of(2)]]);
  });

  it('gives the receiver memory of its own', () => {
    const [client, kernel] = memoryTransport();
    record(client.frames$);
    const received = record(kernel.frames$);
    const frame = Uint8Array.of(1);
    client.send(frame);
    frame[0] = 9;
    expect(received.values).toEqual([Uint8Array.of(1)]);
  });

  it('refuses to send unsubscribed, and into the void', () => {
    const [client] = memoryTransport();
    const codeOf = (): unknown => {
      try {
        client.send(Uint8Array.of(1));
        return 'sent';
      } catch (error) {
        return isTransportError(error) && error.code;
      }
    };
    expect(codeOf()).toBe('CLOSED');
    const subscription = client.frames$.subscribe();
    expect(codeOf()).toBe('ENOTCONN');
    subscription.unsubscribe();
    expect(codeOf()).toBe('CLOSED');
  });
});
