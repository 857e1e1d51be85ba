/** How many random worlds are tried, which differ in their seeds. `npm run test:nightly` tries 1 000 of each kind (`RX_BTMGMT_SEEDS`). */
export const seeds = (usual: number): number => Number(process.env['RX_BTMGMT_SEEDS'] ?? usual);
