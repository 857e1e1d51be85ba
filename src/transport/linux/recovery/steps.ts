import { driverRebindOn } from './driver-rebind.js';
import { interfaceBounceOn } from './interface-bounce.js';
import { rfkillUnblockOn } from './rfkill-unblock.js';
import type { LinuxStep } from './step.js';
import { usbResetOn } from './usb-reset.js';
import { loadSystem } from '../system.js';

const FILES = { sys: '/sys', dev: '/dev' };
const libc = () => loadSystem().libc;

/** Takes the interface down and up, as `hciconfig hci0 down` and `up`: past the management channel, which may wait for something. */
export const interfaceBounce = (): LinuxStep => interfaceBounceOn(libc);

/**
 * Takes back what blocks the radio by software: the controller's own switch and those of the platform. A program or a user has blocked it, perhaps
 * with a reason, so it is done only where that is wanted.
 */
export const rfkillUnblock = (): LinuxStep => rfkillUnblockOn();

/**
 * Resets the USB device that the controller is, as if it were unplugged and plugged in again: the kernel forgets all of it, and its firmware
 * is loaded anew. Where programs may not do so, as in containers, it is taken from its driver and given back through sysfs.
 */
export const usbReset = (): LinuxStep => usbResetOn(FILES, libc);

/**
 * Takes the controller's device from its driver and gives it back, through sysfs: for those that are not on the USB, such as the ones
 * of boards, which are on a UART. The kernel forgets all of the controller, and its firmware is loaded anew.
 */
export const driverRebind = (): LinuxStep => driverRebindOn(FILES);
