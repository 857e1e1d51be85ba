/** No address: where there is none yet, or where all are meant. */
export const NO_ADDRESS = '00:00:00:00:00:00';
