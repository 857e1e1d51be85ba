export const pairingHandlers = {};
