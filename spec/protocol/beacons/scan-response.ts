/** The scan response of the beacon that sent the real frames of these specifications, a Blue Charm BC011, with its padding. */
export const SCAN_RESPONSE = '09168020691e0efe135510 09426c7565436861726d5f313639363835 000000'.replaceAll(' ', '');
