import { Observable, Subject, share } from 'rxjs';
import { TransportError } from '../../transport/errors.js';
import { FailedOpening } from '../../transport/failed-opening.js';
import type { Drops, Transport } from '../../transport/transport.js';
import { SendRefused, sendError } from '../ground/errno.js';
import { dispatch } from './dispatch.js';
import type { Kernel } from './kernel.js';
import type { SocketOptions } from '../options/options.js';
import type { Socket } from '../sockets/socket.js';

/**
 * One more program on the same kernel: subscribing opens a socket, unsubscribing the last subscriber closes it.
 *
 * @param program the transport by which faults know the program: that of its first socket. Default: this one
 */
export function socketTransport(kernel: Kernel, options: SocketOptions, program?: Transport): Transport {
  const { trusted = true, receiveBuffer = Infinity } = options;
  const drops = new Subject<Drops>();
  let open: Socket | undefined;
  const failedOpening = new FailedOpening(kernel.world.clock.scheduler);

  // A new Observable, because opening and closing change the kernel.
  const frames$ = new Observable<Uint8Array>((subscriber) => {
    try {
      const socket = kernel.open({
        transport: program ?? transport,
        trusted,
        receiveBuffer,
        frame: (bytes) => subscriber.next(bytes),
        drops: (lost) => drops.next(lost),
      });
      open = socket;
      return () => {
        open = undefined;
        kernel.sockets.close(socket);
      };
    } catch (error) {
      return failedOpening.with(error).subscribe(subscriber);
    }
  }).pipe(share());

  const send = (frame: Uint8Array): void => {
    if (open === undefined) {
      failedOpening.check();
      throw new TransportError('CLOSED', 'send', 0, 'Nothing can be sent without a subscriber to frames$');
    }
    try {
      kernel.world.clock.catchUp();
      // Not slice(), which is no copy of a Buffer.
      dispatch(kernel, open, new Uint8Array(frame));
    } catch (error) {
      throw error instanceof SendRefused ? sendError(error.code) : error;
    }
  };

  const transport: Transport = {
    frames$,
    get isOpen() {
      return open !== undefined;
    },
    drops$: drops.asObservable(),
    send,
    bluetoothd: () => kernel.bluetoothd,
    another: () => socketTransport(kernel, options, program ?? transport),
  };
  // Faults know the program by its first one.
  if (program === undefined) kernel.transports.add(transport);
  return transport;
}
