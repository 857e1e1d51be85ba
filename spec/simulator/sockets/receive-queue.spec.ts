import { ReceiveQueue } from '../../../src/simulator/sockets/receive-queue.js';

const frame = (length: number) => new Uint8Array(length);

/** How many frames of a length fit into a buffer. */
function capacity(receiveBuffer: number, length: number): number {
  const queue = new ReceiveQueue(receiveBuffer);
  let count = 0;
  while (queue.push(frame(length))) count++;
  return count;
}

describe('ReceiveQueue', () => {
  it('gives what was put in, in that order, once', () => {
    const queue = new ReceiveQueue(Infinity);
    const [one, two] = [frame(6), frame(7)];
    expect([queue.push(one), queue.push(two)]).toEqual([true, true]);
    expect(queue.take()).toEqual([one, two]);
    expect(queue.take()).toEqual([]);
  });

  // sock_setsockopt doubles what SO_RCVBUF is given; a small event is charged 768 (SKB_TRUESIZE), and the frame that crosses the limit fits.
  it.each([
    [1, 1],
    [384, 1],
    [385, 2],
    [768, 2],
    [106_496, 278],
  ])('with a receive buffer of %d takes %d small events', (receiveBuffer, count) => {
    expect(capacity(receiveBuffer, 20)).toBe(count);
  });

  it('charges more for longer frames', () => {
    // 192 octets and struct skb_shared_info fill 512; one more doubles that: 768 and 1280 with struct sk_buff.
    expect(capacity(10_000, 192)).toBe(27);
    expect(capacity(10_000, 193)).toBe(16);
  });

  it('counts what does not fit, and what is lost on its way, until asked', () => {
    const queue = new ReceiveQueue(1);
    expect(queue.takeDrops()).toBeUndefined();
    queue.push(frame(6));
    expect(queue.push(frame(6))).toBe(false);
    queue.lose();
    expect(queue.takeDrops()).toEqual({ dropped: 2, total: 2 });
    expect(queue.takeDrops()).toBeUndefined();
    queue.lose();
    expect(queue.takeDrops()).toEqual({ dropped: 1, total: 3 });
  });

  it('has room again when it was read', () => {
    const queue = new ReceiveQueue(1);
    queue.push(frame(6));
    expect(queue.push(frame(6))).toBe(false);
    queue.take();
    expect(queue.push(frame(6))).toBe(true);
  });
});
