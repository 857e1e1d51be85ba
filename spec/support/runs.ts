/** How many cases a property of a message is tried with. `npm run test:nightly` asks for more. */
export const RUNS = Number(process.env['RX_BTMGMT_RUNS'] ?? 200);
